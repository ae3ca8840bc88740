"""The parts of a draft, section by section, one line each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services.designer import parts, words
from services.designer.queries.faults import Finding, Judged
from services.procedures.names import uses

# In the order in which people read a procedure; the folded ones are rarely changed.
SHOWN = (
    "states", "transitions", "clocks", "fields", "documents", "roles", "guards", "compositions", "numbers",
    "follow_ups", "subsidies", "rules", "reminders", "outcomes", "sources",
)  # fmt: skip
FOLDED = frozenset(
    {"roles", "numbers", "follow_ups", "subsidies", "rules", "reminders", "outcomes", "sources"}
)
ORDERED = frozenset({"states", "transitions"})


@dataclass(frozen=True)
class Row:
    code: str
    name: str
    about: str
    faults: tuple[Finding, ...]
    unused: bool


@dataclass(frozen=True)
class Section:
    code: str
    name: str
    rows: tuple[Row, ...]
    folded: bool
    ordered: bool
    faults: tuple[Finding, ...]


def sections(data: Mapping[str, Any], judged: Judged) -> list[Section]:
    used = {(use.section, use.code) for use in uses(judged.procedure)} if judged.procedure else None
    return [_section(data, judged, code, used) for code in SHOWN]


def _section(
    data: Mapping[str, Any], judged: Judged, section: str, used: set[tuple[str, str]] | None
) -> Section:
    checked = section not in (*ORDERED, "clocks", *parts.LISTS, "rules", "compositions")
    rows = tuple(
        Row(
            code,
            parts.name_of(section, code, row),
            _about(data, section, row),
            judged.of(section, code),
            checked and used is not None and (section, code) not in used,
        )
        for code, row in parts.entries(data, section).items()
    )
    faulty = any(row.faults for row in rows)
    found = judged.of(section, "")
    return Section(
        section, words.section(section), rows, section in FOLDED and not faulty, section in ORDERED, found
    )


def _about(data: Mapping[str, Any], section: str, row: Mapping[str, Any]) -> str:
    """One line on an entry; nothing where its name says it all."""
    return _ABOUT[section](data, row) if section in _ABOUT else ""


def _named(data: Mapping[str, Any], row: Mapping[str, Any], key: str, section: str) -> str:
    rows = parts.entries(data, section)
    codes = parts.texts(row.get(key))
    return "、".join(parts.name_of(section, code, rows[code]) if code in rows else code for code in codes)


def _state(data: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    kind = str(row.get("kind", "normal"))
    turn = _named(data, row, "turn", "roles")
    shown = [str(words.STATE_KINDS.get(kind, kind))] if kind != "normal" else []
    return " · ".join([*shown, *([_("轮到%(who)s") % {"who": turn}] if turn else [])])


def _step(data: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    by = _named(data, row, "by", "roles") or _("自动办理")
    return f"{_named(data, row, 'from', 'states')} → {_named(data, row, 'to', 'states')} · {by}"


def _clock(data: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    number = parts.entry(data, "numbers", str(row.get("number"))) or {}
    start = _named(data, row, "from", "states") or _named(data, row, "started_by", "transitions")
    return f"{_number(data, number)} · {start} → {_named(data, row, 'until', 'states')}"


def _number(data: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    return " · ".join(filter(None, (figure(row), "；".join(parts.texts(row.get("basis"))))))


def _field(data: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    return str(words.FIELD_TYPES.get(str(row.get("type")), row.get("type", "")))


def _paper(data: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    return _("由人提交") if row.get("uploaded") else _("由系统制作")


def _guard(data: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    return (
        _("由系统判断")
        if row.get("computed")
        else _("比较填写的内容")
        if row.get("when")
        else _("由办理人确认")
    )


_ABOUT: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], str]] = {
    "states": _state,
    "transitions": _step,
    "clocks": _clock,
    "numbers": _number,
    "fields": _field,
    "documents": _paper,
    "guards": _guard,
}


def figure(row: Mapping[str, Any]) -> str:
    """A number as data, as one says it."""
    unit = str(row.get("unit", ""))
    said = str(words.UNITS.get(unit) or words.THINGS.get(unit) or unit)
    per = str(words.PERIODS.get(str(row.get("per")), "")) if row.get("per") else ""
    if row.get("amount") == 0 and unit in ("calendar_day", "working_day"):
        return _("当日")
    for key, template in (("amount", "%s"), ("least", _("至少%s")), ("most", _("至多%s"))):
        if row.get(key) is not None:
            return f"{per}{template % row[key]}{said}"
    return str(row.get("on") or row.get("text") or _("未定"))
