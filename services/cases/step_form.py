"""The form of a step: the fields it requires and asks, the judgements to confirm, the people to name.

Used by the case page in the back office and by the party's own page; both draw it with `services.inputs`.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.gather import HANDLER_FIELDS, MEMBER_FIELDS
from services.cases.holders import holder
from services.cases.lines import LAWYER_LINE
from services.cases.models import Case
from services.directory.models import Lawyer
from services.directory.terms import in_office
from services.forms.load import assemble
from services.forms.spec import Form
from services.procedures import refusals
from services.procedures.spec import Procedure, Transition
from services.procedures.terms import Guard
from tenants.models import Membership
from tenants.queries import live
from tenants.roles import LAWYER

ALL = "_confirmed"
ANY = "_confirmed_any"


def step_form(procedure: Procedure, way: Transition) -> Form:
    declared: dict[str, Mapping[str, Any]] = {}
    required = set(way.requires)
    for key, judged in ((ALL, _judged(procedure, way.guards)), (ANY, _judged(procedure, way.guards_any))):
        if judged:
            declared[key] = _confirmation(key, judged)
            required |= {key} if key == ALL or len(judged) == len(way.guards_any) else set()
    for code in (*way.requires, *way.asks):
        declared[code] = procedure.fields[code].declared
        if code in HANDLER_FIELDS:
            declared[code] = _people(code)
        elif code in MEMBER_FIELDS:
            label = procedure.fields[code].label
            declared[code] = {"label": label, "type": "choice", "options": _members(MEMBER_FIELDS[code])}
    return assemble(way.code, way.name, declared, required=required)


def known(case: Case, form: Form) -> dict[str, Any]:
    """What the case already knows of the fields of a form. The day of what has been done is usually today."""
    today = timezone.localdate().isoformat()
    days = {
        one.code: today for one in form.fields if one.type == "date" and one.required and one.most == "today"
    }
    held = {code: case.data[code] for code in form.by_code if code in case.data}
    chosen = {code: held[code]["ref"] for code in MEMBER_FIELDS if isinstance(held.get(code), Mapping)}
    return days | held | chosen


def taken(form: Form, values: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """From the checked values of a step's form to what `advance` wants: data, and the judgements confirmed."""
    data = {code: value for code, value in values.items() if code not in (ALL, ANY)}
    for code in HANDLER_FIELDS.keys() & data.keys():
        chosen = data[code] if isinstance(data[code], list) else [data[code]]
        names = dict(form.by_code[code].options)
        data[code] = [{"ref": ref, "name": names[ref]} for ref in chosen]
    for code in (one for one in MEMBER_FIELDS if data.get(one)):
        data[code] = {"ref": data[code], "name": dict(form.by_code[code].options)[data[code]]}
    return data, frozenset((*values.get(ALL, ()), *values.get(ANY, ())))


def _judged(procedure: Procedure, codes: tuple[str, ...]) -> list[Guard]:
    return [guard for guard in refusals.guards(procedure, codes) if guard.judged]


def _confirmation(key: str, judged: list[Guard]) -> dict[str, Any]:
    everything = key == ALL
    return {
        "label": _("请逐项确认") if everything else _("请确认符合哪一项"),
        "type": "several",
        "options": {guard.code: guard.name for guard in judged},
        "least": len(judged) if everything else 1,
        "message": "",
    }


def _people(field: str) -> dict[str, Any]:
    role = HANDLER_FIELDS[field]
    label = _("指派给") if role == "mediator" else _("承办人")
    return {
        "label": label,
        "type": "several" if field == "mediator_names" else "choice",
        "options": _members(role),
    }


def _members(role: str) -> dict[str, str]:
    """The members who may be named, by their ids."""
    members = Membership.objects.filter(live(), role__in=holder(role).by).select_related("user")
    options = {str(one.user_id): str(one.user) for one in members.order_by("user__name", "pk")}
    if LAWYER in holder(role).by:
        options |= _of_the_register()
    return options or {"": "—"}


def _of_the_register() -> dict[str, str]:
    """Lawyers of the legal-aid register who have no account."""
    lines = Lawyer.objects.filter(in_office(), aid_roster=True, user=None).order_by("name", "pk")
    return {f"{LAWYER_LINE}{one.pk}": one.name for one in lines}
