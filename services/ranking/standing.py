"""Why somebody stands where they stand: their own line, what it brought, and what others have more of – in words."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from services.calendar.half_years import HalfYear, half_year
from services.cases.models import Case
from services.cases.rules import visible
from services.directory.queries import organisations_of
from services.ranking.counting import SOURCES, closed
from services.ranking.models import Edition, Entry, Objection
from services.ranking.points import Part, behind, parts
from services.ranking.queries import SHEETS
from services.ranking.registers import KINDS
from services.ranking.shown import Value, values
from services.ranking.words import Change, change, why_unranked
from tenants.models import User

MOST_CASES = 300


@dataclass(frozen=True)
class Standing:
    """`above` names the measures in which whoever stands just above has more; None for who is first or not ranked."""

    entry: Entry
    edition: Edition
    period: HalfYear
    of: int
    measures: list[tuple[Value, Part]]
    change: Change | None
    why: str
    above: list[str] | None
    objections: list[Objection]


def own_entries(user: User) -> list[Entry]:
    """In editions that were told or published, newest first, somebody's own line before those of their committees."""
    own = Q(lawyer__user=user) | Q(mediator__user=user) | Q(organisation__in=organisations_of(user))
    told = Entry.objects.filter(own, edition__state__in=[Edition.State.OPEN, Edition.State.PUBLISHED])
    sheets = [f"edition__{one}" for one in SHEETS]
    rows = told.select_related("edition", "lawyer", "mediator", "organisation").defer(*sheets)
    found = rows.order_by("-edition__until", "edition__board", "code")
    return sorted(found, key=lambda one: (-one.edition.until.toordinal(), one.organisation_id is not None))


def standing(entry: Entry) -> Standing:
    edition, others = entry.edition, entry.edition.entries.filter(rank__isnull=False)
    ranked = entry.rank is not None
    return Standing(
        entry=entry,
        edition=edition,
        period=half_year(edition.since),
        of=others.count(),
        measures=_measures(entry) if ranked else [],
        change=change(entry.rank, entry.rank_before) if entry.rank and edition.before_id else None,
        why="" if ranked else why_unranked(entry.counts, edition.formula),
        above=_above(entry) if ranked else None,
        objections=list(edition.objections.filter(code=entry.code)),
    )


def _measures(entry: Entry) -> list[tuple[Value, Part]]:
    formula = entry.edition.formula
    return list(zip(values(entry.row, entry.counts, formula), parts(entry.counts, formula), strict=True))


def _above(entry: Entry) -> list[str] | None:
    better = entry.edition.entries.filter(rank__lt=entry.rank).order_by("-rank", "code").first()
    return None if better is None else behind(entry.counts, better.counts, entry.edition.formula)


def own_cases(entry: Entry, user: User, held: Collection[str]) -> tuple[list[tuple[Case, bool]], int]:
    """The cases that were counted for the line, whether this person may open each, and how many others there are.

    The cases of a committee that others worked on are not named, only counted.
    """
    edition = entry.edition
    source, kind = SOURCES[edition.board], KINDS[edition.board]
    asked = closed(source, edition.since, edition.until)
    cases = Case.objects.filter(asked, **{source.path: getattr(entry, f"{kind}_id")})
    found = list(cases.distinct().order_by("closed_at", "pk")[:MOST_CASES])
    open_to = visible(Case.objects.filter(pk__in=[one.pk for one in found]), user, held)
    may = set(open_to.values_list("pk", flat=True))
    named = [(one, one.pk in may) for one in found if one.pk in may or entry.organisation_id is None]
    return named, len(found) - len(named)
