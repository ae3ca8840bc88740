"""What was filled in for a case, in words, with personal numbers masked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from services.cases import masking
from services.cases.models import Case
from services.cases.queries.procedures import declared
from services.forms.load import assemble
from services.forms.spec import Field
from services.inputs.attributes import read_out
from services.procedures.spec import Procedure

# Who they are stands with the parties.
_ELSEWHERE = frozenset({"applicant_name", "respondent_name"})
_PEOPLE = ("person", "organisation")
_NUMBERS = {"phone": masking.phone, "identity_number": masking.identity}


@dataclass(frozen=True)
class Line:
    label: str
    text: str


def filled(case: Case, data: Mapping[str, Any] | None = None) -> list[Line]:
    """In the order the procedure declares its fields; what no field declares is left out."""
    said = case.data if data is None else data
    fields = _fields(declared(case.version), said)
    return [
        Line(field.label, shown(field, said[field.code]))
        for field in fields
        if said[field.code] not in (None, "", [])
    ]


def shown(field: Field, value: Any) -> str:
    """Sensitive fields say only that something is there; numbers of people are masked."""
    if field.sensitive:
        return _("已填写（内容不在此显示）")
    mask = _NUMBERS.get(field.type)
    if mask is not None:
        return mask(str(value))
    if field.type == "place" and isinstance(value, Mapping):
        return str(value.get("name") or value.get("address") or "—")
    if field.type in _PEOPLE:
        values = value if isinstance(value, list | tuple) else [value]
        return "、".join(_name(one) for one in values)
    at = _moment(value) if field.type == "time" else None
    return date_format(at, "Y-m-d l H:i") if at else read_out(field, value)


def _moment(value: Any) -> datetime | None:
    try:
        return parse_datetime(str(value))
    except ValueError:
        return None


def _name(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)


def _fields(procedure: Procedure, said: Mapping[str, Any]) -> tuple[Field, ...]:
    """Whether a field is asked for may hang on others that are not here; to be read it needs no condition."""
    known = {
        code: {key: value for key, value in field.declared.items() if key != "shown_if"}
        for code, field in procedure.fields.items()
        if code in said and code not in _ELSEWHERE
    }
    return assemble("filled", "filled", known).fields if known else ()
