"""The score sheets, as declared forms: services/forms/library/review_aid.toml and review_mediation.toml.

A field whose code begins with `score_` is an item; what its items can give at most is 100 together. Requirements and
grounds of legal aid are those that the county's procedure declares, under the same codes.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from services.cases.queries.procedures import in_force
from services.forms import library
from services.forms.spec import Field, Form
from services.reviews.models.settings import Board
from tenants.models import Tenant

REQUIREMENTS, GROUNDS, FACTORS = "quality_requirements", "quality_grounds", "quality_factors"
OPINION = "review_opinion"
UNMET = "unmet_"
_ITEM = "score_"
_SHEETS = {Board.AID: "review_aid", Board.MEDIATION: "review_mediation"}
_PROCEDURE = "LA_CASE"


def sheet(board: str, tenant: Tenant) -> Form:
    known: Mapping[str, Mapping[str, Any]] = {}
    if board == Board.AID:
        fields = in_force(tenant, _PROCEDURE).fields
        known = {code: fields[code].declared for code in (REQUIREMENTS, GROUNDS, FACTORS) if code in fields}
    return library.application(_SHEETS[Board(board)], known=known)


def items(form: Form) -> list[Field]:
    return [field for field in form.fields if field.code.startswith(_ITEM)]


def score(form: Form, values: Mapping[str, Any]) -> Decimal:
    return sum((Decimal(str(values.get(field.code) or 0)) for field in items(form)), Decimal(0))


def unmet(form: Form, values: Mapping[str, Any]) -> list[str]:
    """Codes of the basic requirements that were not ticked; none where the sheet asks for none."""
    field = form.by_code.get(REQUIREMENTS)
    met = set(values.get(REQUIREMENTS) or ())
    return [code for code, _label in field.options if code not in met] if field else []


def words(form: Form, grounds: Iterable[str]) -> list[str]:
    """Grounds and unmet requirements as people read them; a code that is gone stands for itself."""
    named = dict(form.by_code[GROUNDS].options)
    asked = dict(form.by_code[REQUIREMENTS].options) if REQUIREMENTS in form.by_code else {}
    return [
        _("没有做到：%(what)s") % {"what": asked.get(code.removeprefix(UNMET), code)}
        if code.startswith(UNMET)
        else named.get(code, code)
        for code in grounds
    ]
