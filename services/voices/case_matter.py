"""A case as people are asked about it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from services.cases.families import name_of
from services.cases.models import Case, Handler, Party
from services.cases.queries.procedures import declared
from services.cases.wording import in_chinese
from services.voices.matters import Matter
from services.voices.rules import MEDIATION, is_asked, sides

KIND = "case"


def case_about(matter: str) -> Case | None:
    kind, _colon, number = matter.partition(":")
    cases = Case.objects.select_related("version", "organisation", "tenant")
    return cases.filter(number=number).first() if kind == KIND else None


def case_matter(number: str) -> Matter | None:
    case = case_about(f"{KIND}:{number}")
    return matter_of(case) if case is not None and is_asked(declared(case.version), case) else None


def matter_of(case: Case, *, now: datetime | None = None) -> Matter:
    """Who worked on it last, by their lines in the registers; the title leaves out what the case is about."""
    procedure = declared(case.version)
    lawyer, mediator = _worker(case, "lawyer"), _worker(case, "mediator")
    if lawyer and mediator:
        lawyer, mediator = (None, mediator) if procedure.family == MEDIATION else (lawyer, None)
    own = (lawyer and lawyer.firm) or case.organisation or (mediator and mediator.organisation)
    on_side = {party.side for party in case.parties.all()}
    asked = tuple(one for one in sides(procedure) if one != Party.Side.RESPONDENT or one in on_side)
    return Matter(
        title=f"{in_chinese(name_of(procedure.family))}{case.number}",
        closed_on=timezone.localdate(case.closed_at or now),
        lawyer=lawyer,
        mediator=mediator,
        organisation=own or None,
        sides=asked,
        url=f"/admin/cases/{case.pk}/",
    )


def _worker(case: Case, line: str) -> Any:
    """Who is still named stands before whoever was let go."""
    named = Handler.objects.filter(case=case).exclude(**{line: None}).select_related(line)
    rows = sorted(named, key=lambda one: (one.until is None, one.since, one.pk))
    return getattr(rows[-1], line) if rows else None
