"""Checks what was typed against a form.

Fields that are not shown are left out of the result; what was typed stays as it was in either answer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.declarations.conditions import holds, is_blank
from services.declarations.sentences import Sentence, _
from services.forms.spec import Field, Form
from services.forms.values import attachments, figures, people, text
from services.forms.values.refusal import NotAccepted

MOST_ROWS = 200


@dataclass(frozen=True)
class Cleaned:
    """`values`: plain data by field, blank ones left out."""

    values: Mapping[str, Any]
    typed: Mapping[str, Any]


@dataclass(frozen=True)
class Errors:
    """Sentences by field; a cell of a table is `table.row.column`, rows counted from 0. `values` is what was right."""

    sentences: Mapping[str, tuple[Sentence, ...]]
    values: Mapping[str, Any]
    typed: Mapping[str, Any]

    def said(self, translate: Callable[[str], str] = str) -> dict[str, list[str]]:
        return {code: [one.said(translate) for one in found] for code, found in self.sentences.items()}


def validate(form: Form, data: Mapping[str, Any], today: date | None = None) -> Cleaned | Errors:
    """`today` gives a meaning to bounds that say so. Never raises, whatever was typed."""
    values: dict[str, Any] = {}
    wrong: dict[str, tuple[Sentence, ...]] = {}
    for field in form.fields:
        if is_shown(form, field, values):
            for place, sentence in _take(field, data.get(field.code), values, today):
                wrong[place] = (*wrong.get(place, ()), sentence)
    return Errors(wrong, values, data) if wrong else Cleaned(values, data)


def is_shown(form: Form, field: Field, values: Mapping[str, Any]) -> bool:
    group = form.group_of.get(field.code)
    return holds(field.shown_if, values) and holds(group.shown_if if group else None, values)


def _take(
    field: Field, value: Any, values: dict[str, Any], today: date | None
) -> Iterator[tuple[str, Sentence]]:
    """Puts a good value into `values`; what is wrong comes back with its place."""
    wrong: list[tuple[str, Sentence]] = []
    if is_blank(value):
        cleaned: Any = None
    elif field.listed:
        cleaned, wrong = _list(field, value, today)
    else:
        cleaned, wrong = _one(field, value, today)
    if wrong:
        yield from ((".".join((field.code, *place)), sentence) for place, sentence in wrong)
    elif not is_blank(cleaned):
        values[field.code] = cleaned
    elif field.required:
        yield field.code, _missing(field)


def _missing(field: Field) -> Sentence:
    if field.type == "several" and len(field.options) == 1:
        return Sentence("required", _("请勾选“%(label)s”"), {"label": field.options[0][1]})
    templates = {
        "choice": _("请选择“%(label)s”"),
        "several": _("请选择“%(label)s”"),
        "file": _("请上传“%(label)s”"),
        "signature": _("请签名"),
    }
    return Sentence("required", templates.get(field.type, _("请填写“%(label)s”")), {"label": field.label})


Wrong = list[tuple[tuple[str, ...], Sentence]]


def _one(field: Field, value: Any, today: date | None) -> tuple[Any, Any]:
    try:
        return _clean(field, value, today), []
    except NotAccepted as refusal:
        own = (
            Sentence("not_accepted", field.message.replace("%", "%%")) if field.message else refusal.sentence
        )
        return None, [((), own)]


def _list(field: Field, value: Any, today: date | None) -> tuple[Any, Any]:
    if field.type == "several":
        cleaned, wrong = _one(field, value, today)
    elif field.type == "table":
        cleaned, wrong = _table(field, value, today)
    else:
        items = (
            people.names(value)
            if field.type != "file"
            else value
            if isinstance(value, list | tuple)
            else [value]
        )
        found = [_one(field, item, today) for item in items[: MOST_ROWS + 1] if not is_blank(item)]
        cleaned = [one for one, _wrong in found]
        wrong = [problem for _cleaned, problems in found for problem in problems]
    return (cleaned, wrong) if wrong else (cleaned, _count(field, cleaned))


def _count(field: Field, items: list[Any]) -> Wrong:
    """Nothing at all is a matter of `required`."""
    most = min(int(field.most or MOST_ROWS), MOST_ROWS)
    if len(items) > most:
        return [
            (
                (),
                Sentence(
                    "not_accepted", _("最多%(count)s项，现有%(now)s项"), {"count": most, "now": len(items)}
                ),
            )
        ]
    if items and len(items) < int(field.least or 0):
        counts = {"count": int(field.least or 0), "now": len(items)}
        return [((), Sentence("not_accepted", _("至少%(count)s项，现有%(now)s项"), counts))]
    return []


def _table(field: Field, value: Any, today: date | None) -> tuple[Any, Any]:
    """Rows without anything typed are dropped; the others keep their place in the messages."""
    if not isinstance(value, list | tuple) or not all(isinstance(row, Mapping) for row in value):
        return None, [((), Sentence("not_accepted", _("这里应是表格")))]
    rows, wrong = [], []
    for place, row in enumerate(value[: MOST_ROWS + 1]):
        if all(is_blank(row.get(column.code)) for column in field.columns):
            continue
        cleaned: dict[str, Any] = {}
        for column in field.columns:
            for at, sentence in _take(column, row.get(column.code), cleaned, today):
                wrong.append(((str(place), at), sentence))
        rows.append(cleaned)
    return rows, wrong


def _clean(field: Field, value: Any, today: date | None) -> Any:
    if field.type == "date":
        return figures.day(field, value, today)
    return _CLEANERS[field.type](field, value)


_CLEANERS: Mapping[str, Callable[[Field, Any], Any]] = {
    "text": text.text,
    "long_text": text.long_text,
    "number": figures.number,
    "money": figures.money,
    "time": figures.moment,
    "choice": text.choice,
    "several": text.several,
    "person": people.person,
    "organisation": people.organisation,
    "place": people.place,
    "identity_number": people.identity_number,
    "phone": people.phone,
    "file": attachments.file,
    "signature": attachments.signature,
}
