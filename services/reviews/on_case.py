"""What a case's page says of its review: the result, never who read. Whoever may see the case may see that."""

from collections.abc import Iterable

from services.cases import beside
from services.cases.actors import Doer
from services.cases.models import Case
from services.reviews import sheets
from services.reviews.models import Sampled


@beside.register
def section(case: Case, doer: Doer) -> Iterable[beside.Section]:
    if doer.user is None:
        return
    found = (
        Sampled.objects.filter(case=case).select_related("round", "review").order_by("-round__since").first()
    )
    if found is None:
        return
    form = sheets.sheet(found.round.board, case.tenant)
    yield beside.Section(
        "reviews/admin/case_box.html",
        {"sampled": found, "round": found.round, "grounds": sheets.words(form, found.grounds)},
    )
