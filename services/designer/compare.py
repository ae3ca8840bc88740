"""What one version changes in another, in words that a person reads before approving it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from services.designer import parts, words
from services.designer.properties import PROPERTIES, TOLD
from services.procedures.spec import Clock, Procedure, Seat
from services.procedures.terms import Basis, Number

_CODED = (
    "states", "transitions", "compositions", "rules", "guards", "fields", "documents", "roles", "outcomes", "events",
    "effects", "reminders", "sources",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    section: str
    code: str
    sentence: str


def changes(old: Procedure, new: Procedure) -> tuple[Change, ...]:
    """In the order in which the designer shows the parts; nothing when both do the same."""
    found = [*_basics(old, new)]
    for section in ("states", "transitions"):
        found += _section(old, new, section)
    found += [*_clocks(old, new), *_numbers(old, new)]
    for section in _CODED[2:]:
        found += _section(old, new, section)
    for section in ("follow_ups", "subsidies"):
        found += _listed(old, new, section)
    return tuple(found)


def _basics(old: Procedure, new: Procedure) -> Iterator[Change]:
    told = (
        (_("程序名称"), old.name, new.name),
        (_("法律政策依据"), words.bases(old.legal_basis), words.bases(new.legal_basis)),
        (_("流程线"), _codes(old, "states", old.flow), _codes(new, "states", new.flow)),
        (_("卷宗目录"), _codes(old, "documents", old.dossier), _codes(new, "documents", new.dossier)),
    )
    for what, before, after in told:
        if before != after:
            words_ = {"what": what, "old": before or _("空"), "new": after or _("空")}
            yield Change("basics", "", _("%(what)s由“%(old)s”改为“%(new)s”") % words_)
    if {**old.texts} != {**new.texts}:
        yield Change("basics", "", _("办事指南里的文字有改动"))


def _coded(procedure: Procedure, section: str) -> dict[str, Any]:
    held = getattr(procedure, section)
    return dict(held) if isinstance(held, Mapping) else {one.code: one for one in held}


def _name(item: Any) -> str:
    return str(getattr(item, "label", "") or getattr(item, "name", "") or getattr(item, "text", ""))


def _section(old: Procedure, new: Procedure, section: str) -> Iterator[Change]:
    before, after = _coded(old, section), _coded(new, section)
    yield from _came_and_went(section, before, after)
    for code in after.keys() & before.keys() if section != "roles" else ():
        yield from _properties(old, new, section, before[code], after[code])
    if [*before] != [*after] and sorted(before) == sorted(after) and section in ("states", "transitions"):
        yield Change(section, "", _("%(kind)s的先后顺序有调整") % {"kind": words.section(section)})


def _came_and_went(section: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    kind = words.section(section)
    for code, item in after.items():
        if code not in before:
            yield Change(section, code, _("增加%(kind)s“%(name)s”") % {"kind": kind, "name": _name(item)})
    for code, item in before.items():
        if code not in after:
            yield Change(section, code, _("删去%(kind)s“%(name)s”") % {"kind": kind, "name": _name(item)})


def _properties(old: Procedure, new: Procedure, section: str, before: Any, after: Any) -> Iterator[Change]:
    for one in fields(before):
        was, now = getattr(before, one.name), getattr(after, one.name)
        if was == now or one.name == "code" or (one.name == "number" and section == "clocks"):
            continue
        what, names = PROPERTIES.get(one.name, (one.name, ""))
        said = {
            "kind": words.section(section),
            "name": _name(before),
            "what": what,
            "old": _said(old, one.name, names, was),
            "new": _said(new, one.name, names, now),
        }
        yield Change(section, before.code, _("%(kind)s“%(name)s”的%(what)s由“%(old)s”改为“%(new)s”") % said)


def _said(procedure: Procedure, key: str, names: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if not value and value != 0:
        return _("空")
    if key in TOLD:
        return str(TOLD[key].get(value, value))
    if isinstance(value, Mapping):
        return _field(value) if key == "declared" else _pairs(procedure, names, value)
    return _items(procedure, names, value if isinstance(value, tuple) else (value,))


def _items(procedure: Procedure, names: str, items: tuple[Any, ...]) -> str:
    if isinstance(items[0], Basis):
        return words.bases(items)
    if isinstance(items[0], Seat):
        return "；".join(_seat(procedure, seat) for seat in items)
    return _codes(procedure, names, items)


def _pairs(procedure: Procedure, names: str, pairs: Mapping[str, str]) -> str:
    return "；".join(
        f"{_codes(procedure, names, [code])}：{_number(procedure, said)}" for code, said in pairs.items()
    )


def _codes(procedure: Procedure, section: str, codes: Any) -> str:
    named = _coded(procedure, section) if section else {}
    items = codes if isinstance(codes, list | tuple) else [codes]
    return "、".join(_name(named[code]) if code in named else str(code) for code in items)


def _number(procedure: Procedure, code: str) -> str:
    return words.amount(procedure.numbers[code]) if code in procedure.numbers else code


def _seat(procedure: Procedure, seat: Seat) -> str:
    roles = _codes(procedure, "roles", seat.roles)
    if seat.number:
        return f"{roles} {_number(procedure, seat.number)}"
    return f"{roles} {seat.least}–{'' if seat.most is None else seat.most}"


def _field(declared: Mapping[str, Any]) -> str:
    kind = words.FIELD_TYPES.get(str(declared.get("type")), declared.get("type"))
    options = declared.get("options")
    rest = {
        key: value for key, value in declared.items() if key not in ("label", "type", "options", "columns")
    }
    said = [str(kind), *([("、".join(map(str, options.values())))] if isinstance(options, Mapping) else [])]
    return "；".join([*said, *(f"{key}={value}" for key, value in rest.items())])


def _clocks(old: Procedure, new: Procedure) -> Iterator[Change]:
    before, after = _coded(old, "clocks"), _coded(new, "clocks")
    yield from _came_and_went("clocks", before, after)
    for code in [code for code in after if code in before]:
        yield from _figure(old, new, before[code], after[code])
        yield from _properties(old, new, "clocks", before[code], after[code])


def _figure(old: Procedure, new: Procedure, before: Clock, after: Clock) -> Iterator[Change]:
    """The length of a clock, and the clause it rests on."""
    was, now = old.numbers.get(before.number), new.numbers.get(after.number)
    if was is None or now is None:
        return
    name = {"name": after.name}
    if words.amount(was) != words.amount(now):
        length = {**name, "old": words.amount(was), "new": words.amount(now)}
        yield Change("clocks", after.code, _("期限“%(name)s”由%(old)s改为%(new)s") % length)
    for what, one, other in _grounds(was, now):
        told = {**name, "what": what, "old": one or _("空"), "new": other or _("空")}
        yield Change("clocks", after.code, _("期限“%(name)s”的%(what)s由“%(old)s”改为“%(new)s”") % told)


def _grounds(was: Number, now: Number) -> Iterator[tuple[str, str, str]]:
    if was.basis != now.basis:
        yield _("依据"), words.bases(was.basis), words.bases(now.basis)
    if was.origin != now.origin:
        yield _("来源"), str(words.ORIGINS[was.origin]), str(words.ORIGINS[now.origin])
    if was.note != now.note:
        yield _("理由"), was.note, now.note


def _numbers(old: Procedure, new: Procedure) -> Iterator[Change]:
    """Figures that are not the length of a clock."""
    lengths = {clock.number for clock in (*old.clocks, *new.clocks)}
    before = {code: one for code, one in old.numbers.items() if code not in lengths}
    after = {code: one for code, one in new.numbers.items() if code not in lengths}
    yield from _came_and_went("numbers", before, after)
    for code in [code for code in after if code in before]:
        was, now = before[code], after[code]
        told = {"name": now.name, "old": words.amount(was), "new": words.amount(now)}
        if told["old"] != told["new"]:
            yield Change("numbers", code, _("数值“%(name)s”由%(old)s改为%(new)s") % told)
        for what, one, other in _grounds(was, now):
            grounds = {"name": now.name, "what": what, "old": one or _("空"), "new": other or _("空")}
            yield Change("numbers", code, _("数值“%(name)s”的%(what)s由“%(old)s”改为“%(new)s”") % grounds)


def _listed(old: Procedure, new: Procedure, section: str) -> Iterator[Change]:
    before, after = getattr(old, section), getattr(new, section)
    for place, item in enumerate(after):
        if item not in before:
            told = {"kind": words.section(section), "name": _title(item)}
            yield Change(section, str(place), _("%(kind)s有增改：%(name)s") % told)
    titles = {_title(item) for item in after}
    for item in before:
        if item not in after and _title(item) not in titles:
            yield Change(
                section,
                "",
                _("删去%(kind)s“%(name)s”") % {"kind": words.section(section), "name": _title(item)},
            )


def _title(item: Any) -> str:
    return str(getattr(item, "name", "") or f"{item.procedure} {item.when}")


def form_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Field by field of an application form."""
    old, new = parts.entries(before, "fields"), parts.entries(after, "fields")
    for code in (one for one in new if one not in old):
        yield Change("form", code, _("申请表增加“%(name)s”") % {"name": new[code].get("label", code)})
    for code in (one for one in old if one not in new):
        yield Change("form", code, _("申请表删去“%(name)s”") % {"name": old[code].get("label", code)})
    for code in (one for one in new if one in old):
        yield from _asked(code, old[code], new[code])
    if [one for one in old if one in new] != [one for one in new if one in old]:
        yield Change("form", "", _("申请表里字段的先后顺序有调整"))


def _asked(code: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    name = {"name": was.get("label", code), "now": now.get("label", code)}
    if name["name"] != name["now"]:
        yield Change("form", code, _("申请表的“%(name)s”改名为“%(now)s”") % name)
    if bool(was.get("required")) != bool(now.get("required")):
        told = _("申请表的“%(now)s”改为必填") if now.get("required") else _("申请表的“%(now)s”改为选填")
        yield Change("form", code, told % name)
    rest = [
        _field({key: value for key, value in one.items() if key not in ("label", "required") and value})
        for one in (was, now)
    ]
    if rest[0] != rest[1]:
        words_ = {"name": name["now"], "old": rest[0], "new": rest[1]}
        yield Change("form", code, _("申请表的“%(name)s”由“%(old)s”改为“%(new)s”") % words_)
