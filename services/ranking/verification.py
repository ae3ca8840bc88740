"""Whether published editions still are what was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.ranking import sheets
from services.ranking.actions.fill import code_of
from services.ranking.models import Edition
from services.ranking.queries import is_unchanged, names_of
from services.ranking.registers import KINDS
from tenants.models import JournalEntry, Tenant
from tenants.scope import in_tenant


@dataclass(frozen=True)
class Checked:
    """`faults`: digest, journal, before, recomputed, lines, names, people."""

    tenant: Tenant
    edition: Edition
    faults: tuple[str, ...]


def verified(tenant: Tenant) -> Iterator[Checked]:
    with in_tenant(tenant):
        rows = Edition.objects.filter(state=Edition.State.PUBLISHED).select_related("before")
        for edition in rows.order_by("until", "board").iterator(chunk_size=20):
            yield Checked(tenant, edition, tuple(_faults(edition)))


def _faults(edition: Edition) -> Iterator[str]:
    if not is_unchanged(edition):
        yield "digest"
    if not _as_noted(edition):
        yield "journal"
    if edition.before is not None and not edition.before.is_published:
        yield "before"
    rows = sheets.reckoned(edition.inputs, edition.formula)
    if sheets.ranking_csv(rows, edition.formula) != edition.result:
        yield "recomputed"
    yield from _faults_of_lines(edition, {row["code"]: row for row in rows})


def _as_noted(edition: Edition) -> bool:
    """The journal wrote the digest down on the day; an edition whose line is gone is not doubted for it."""
    noted = JournalEntry.objects.filter(
        verb="ranking.published", subject_kind=edition._meta.label_lower, subject_id=str(edition.pk)
    ).first()
    return noted is None or noted.data.get("digest") == edition.digest


def _faults_of_lines(edition: Edition, rows: dict[str, dict[str, str]]) -> Iterator[str]:
    entries, kind = list(edition.entries.all()), f"{KINDS[edition.board]}_id"
    shown = {
        one.code: (one.row, str(one.rank or ""), f"{one.score:.2f}" if one.score is not None else "")
        for one in entries
    }
    if shown != {code: (row, row["rank"], row["score"]) for code, row in rows.items()}:
        yield "lines"
    if names_of(edition) != edition.named:
        yield "names"
    keys = [(getattr(one, kind), one.code) for one in entries]
    if any(key is not None and code_of(edition, key) != code for key, code in keys):
        yield "people"
