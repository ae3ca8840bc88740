"""Lines of the registers a complaint may be about; also of who has left: people complain afterwards, too."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Model, QuerySet, Value

from services.cases.models import Case
from services.complaints.queries import workers_of
from services.directory.models import Lawyer, Mediator, Organisation

MOST = 30


@dataclass(frozen=True)
class Candidate:
    kind: str
    pk: int
    name: str
    where: str


def found_by(words: str) -> list[Candidate]:
    return [
        one
        for table in (Lawyer, Mediator, Organisation)
        for one in _few(table, table.objects.filter(name__icontains=words))
    ]


def suggested(case: Case) -> list[Candidate]:
    """Who worked on the case that is meant, then whose whole name stands in the words of the complaint."""
    said = str(case.data.get("complaint_target") or "")
    workers = (one.lawyer or one.mediator for one in workers_of(case))
    found = [_candidate(one) for one in workers if one is not None]
    if said:
        for table in (Lawyer, Mediator, Organisation):
            found += _few(table, table.objects.annotate(said=Value(said)).filter(said__contains=F("name")))
    return list(dict.fromkeys(found))


def _few(table: type[Model], rows: QuerySet) -> Iterator[Candidate]:
    belongs = {Lawyer: "firm", Mediator: "organisation"}.get(table, "division")
    for one in rows.select_related(belongs).order_by("name", "pk")[:MOST]:
        yield _candidate(one)


def _candidate(one: Lawyer | Mediator | Organisation) -> Candidate:
    where = one.firm if isinstance(one, Lawyer) else getattr(one, "organisation", None) or one.division
    return Candidate(one._meta.model_name, one.pk, one.name, str(where))
