"""What a form must not say: keys that its type does not know, conditions that look ahead, bounds that cross."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from services.declarations import conditions
from services.declarations.lines import Path
from services.declarations.sentences import Sentence, _
from services.declarations.table import Declared
from services.forms.spec import Field, Form

_NUMERIC = {"least", "most"}
_TEXT = {"shortest", "longest", "pattern", "pattern_message"}
_MANY = {"multiple", "least", "most"}
ALLOWED: dict[str, set[str]] = {
    "text": _TEXT,
    "long_text": _TEXT,
    "number": _NUMERIC | {"decimals"},
    "money": _NUMERIC,
    "date": _NUMERIC,
    "time": {"with_date"},
    "choice": {"options"},
    "several": {"options", "least", "most"},
    "person": _MANY,
    "organisation": _MANY,
    "place": set(),
    "identity_number": {"kind"},
    "phone": {"kind"},
    "file": _MANY | {"accept", "largest_mb"},
    "signature": {"kind"},
    "table": {"columns", "least", "most"},
}
SPECIAL = set().union(*ALLOWED.values())
NEEDED = {"choice": "options", "several": "options", "table": "columns"}
KINDS = {
    "identity_number": ("", "person", "organisation"),
    "phone": ("", "any", "mobile"),
    "signature": ("", "in_person"),
}

MOST_OPEN = 3
_OPEN = re.compile(r"(?<!\\)[*+]|\{\d*,\d*\}")

Found = tuple[str, str]


def check(form: Form, declared: Declared) -> None:
    """Notes every problem at its place in the declaration."""
    above: set[str] = set()
    for field in form.fields:
        _note(declared, ("fields", field.code), field.label, [*_field(field), *_sight(field, form, above)])
        above.add(field.code)
    _groups(form, declared)


def _note(declared: Declared, path: Path, label: str, found: Collection[Found]) -> None:
    for key, template in found:
        place = (*path, key) if key else path
        declared.complain(place, Sentence("malformed", template, {"label": label, "key": key}))


def _field(field: Field) -> Iterator[Found]:
    empty = Field("", "", field.type)
    for key in sorted(SPECIAL - ALLOWED[field.type]):
        if getattr(field, key) != getattr(empty, key):
            yield key, _("“%(label)s”的类型不能用“%(key)s”")
    needed = NEEDED.get(field.type, "")
    if needed and not getattr(field, needed):
        yield needed, _("“%(label)s”缺少“%(key)s”")
    if field.kind not in KINDS.get(field.type, ("",)):
        yield "kind", _("“%(label)s”的 kind 不认识")
    yield from _bounds(field)
    yield from _pattern(field)
    for column in field.columns:
        if column.type == "table" or column.shown_if:
            yield "columns", _("“%(label)s”的列里不能再有表格或显示条件")
        yield from (("columns", template) for _key, template in _field(column))


def _bounds(field: Field) -> Iterator[Found]:
    given = [bound for bound in (field.least, field.most) if bound is not None]
    if field.type == "date":
        if not all(isinstance(bound, str) and is_day(bound) for bound in given):
            yield "least", _("“%(label)s”的界限应写作 2026-01-31 或者 today")
    elif any(isinstance(bound, str) for bound in given):
        yield "least", _("“%(label)s”的界限应是数")
    elif len(given) == 2 and float(given[0]) > float(given[1]):
        yield "least", _("“%(label)s”的下限大于上限")
    if field.shortest and field.longest and field.shortest > field.longest:
        yield "shortest", _("“%(label)s”的下限大于上限")
    if field.multiple is False and given and field.type in ("person", "organisation", "file"):
        yield "least", _("“%(label)s”只有一个，不能限定个数")


def is_day(text: str) -> bool:
    if text == "today":
        return True
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _pattern(field: Field) -> Iterator[Found]:
    """Repeated groups, references back and many open repetitions can take Python's `re` for ever."""
    try:
        re.compile(field.pattern)
    except re.error:
        yield "pattern", _("“%(label)s”的格式写法不正确")
    if re.search(r"\)[*+{]|\\[1-9]|\(\?P?=", field.pattern) or len(_OPEN.findall(field.pattern)) > MOST_OPEN:
        yield "pattern", _("“%(label)s”的格式太复杂")
    if field.pattern and not field.pattern_message:
        yield "pattern", _("“%(label)s”有格式要求，要用 pattern_message 说明")


def _sight(field: Field, form: Form, above: set[str]) -> Iterator[Found]:
    """A condition looks only at fields above: one pass decides what is shown, and no circle can arise."""
    group = form.group_of.get(field.code)
    looked_at = {*conditions.fields(field.shown_if), *conditions.fields(group.shown_if if group else None)}
    if not looked_at <= above:
        yield "shown_if", _("“%(label)s”的显示条件只能看它前面的字段")


def _groups(form: Form, declared: Declared) -> None:
    seen: set[str] = set()
    for place, group in enumerate(form.groups):
        for code in group.fields:
            if code not in form.by_code:
                _note(declared, ("groups", place), code, [("fields", _("没有名为“%(label)s”的字段"))])
            elif code in seen:
                _note(declared, ("groups", place), code, [("fields", _("“%(label)s”在两个组里"))])
            seen.add(code)
