"""Which form a citizen fills in to start a procedure, with the words of the procedure in force in it."""

import json

from django.utils.translation import gettext as _

from services.cases.queries.procedures import enactments, in_force
from services.directory.matters import taxonomy
from services.directory.queries import takers
from services.forms import library
from services.forms.spec import Form
from services.procedures.spec import Procedure
from tenants.models import Tenant

# Where neither is named the general form serves.
OF_PROCEDURE = {
    "LA_CASE": "legal_aid",
    "LA_DUTY": "consultation",
    "PUBLIC_REQUEST": "public_request",
    "COMPLAINT": "complaint",
    "RP_ASSISTANCE": "resettlement",
}
OF_FAMILY = {"mediation": "mediation", "confirmation": "confirmation"}
GENERAL = "general"
# Under these an application says what the quarrel is about.
MATTER = "matter"
# Who is asked to take it in; left blank, place and matter decide.
TAKEN_BY = "taken_by"
BLANK = "any"


def form_code(procedure: Procedure) -> str:
    return OF_PROCEDURE.get(procedure.code) or OF_FAMILY.get(procedure.family, GENERAL)


def application_form(tenant: Tenant, procedure_code: str, code: str = "") -> tuple[Procedure, Form]:
    """The county's own form of a procedure, the named one, or the one that fits. KeyError for an unknown code."""
    procedure = in_force(tenant, procedure_code)
    known = {field.code: field.declared for field in procedure.fields.values()}
    options = {MATTER: dict(matters(procedure.code)), TAKEN_BY: _takers(procedure.code)}
    enacted = enactments().get(procedure_code)
    own = enacted.version.form if enacted is not None and enacted.version is not None else ""
    if own and not code:
        return procedure, library.bind(json.loads(own), known=known, options=options)
    return procedure, library.application(code or form_code(procedure), known=known, options=options)


def _takers(procedure_code: str) -> dict[str, str]:
    """Where somebody may go directly. A procedure that belongs to one committee leaves nothing to choose."""
    seat = taxonomy().seats.get(procedure_code)
    found = takers() if seat is None or not seat.kinds else ()
    return {BLANK: _("不指定，按地点和事情确定"), **{str(one.pk): one.name for one in found}}


def matters(procedure_code: str) -> list[tuple[str, str]]:
    """What may be quarrelled about under a procedure: its own field and what is below it, else everything."""
    known, seat = taxonomy(), taxonomy().seats.get(procedure_code)
    if seat is None or not seat.matter:
        return known.choices()
    below = [seat.matter]
    for code in below:
        below += [child.code for child in known.children(code)]
    return [(code, known.label(code)) for code in below]
