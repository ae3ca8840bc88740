"""On the page of a complaint in the back office: whom it is about, and whether that was found to be true."""

from collections.abc import Iterator

from services.cases import beside
from services.cases.actors import Doer
from services.cases.beside import Section
from services.cases.models import Case
from services.complaints.models import Complained
from services.complaints.rules import PROCEDURE, may_name, refusal


@beside.register
def whom_it_is_about(case: Case, doer: Doer) -> Iterator[Section]:
    if case.procedure_code != PROCEDURE:
        return
    row = Complained.objects.filter(case=case)
    found = row.select_related("lawyer__firm", "mediator__organisation", "organisation").first()
    why = refusal(case, doer.user) if doer.user else ""
    told = {"row": found, "may": may_name(case, doer) and not why, "why": why}
    yield Section("complaints/admin/box.html", told)
