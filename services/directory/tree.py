"""Organisations as a tree, and how far the committees reach."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count

from services.directory.kinds import OrganisationKind
from services.directory.models import Informant, Organisation
from services.directory.queries import divisions_of
from services.directory.terms import in_office
from tenants.models import Division, Tenant

_COMMITTEE = OrganisationKind.VILLAGE_COMMITTEE
_TOWNSHIP_COMMITTEE = OrganisationKind.TOWNSHIP_COMMITTEE


@dataclass(frozen=True)
class Branch:
    """`depth` is 0 for what stands below nothing."""

    organisation: Organisation
    depth: int


def branches() -> list[Branch]:
    """Parents above their children, else by place and name. A circle, which no form lets in, begins anywhere."""
    organisations = list(Organisation.objects.select_related("division").order_by("division__code", "name"))
    below: dict[int | None, list[Organisation]] = defaultdict(list)
    for one in organisations:
        below[one.parent_id].append(one)
    found, seen = [], set()
    for root in (*below[None], *organisations):
        for branch in _grown(root, below, seen):
            found.append(branch)
    return found


def _grown(
    root: Organisation, below: dict[int | None, list[Organisation]], seen: set[int]
) -> Iterator[Branch]:
    waiting = [Branch(root, 0)]
    while waiting:
        branch = waiting.pop()
        if branch.organisation.pk not in seen:
            seen.add(branch.organisation.pk)
            yield branch
            children = below[branch.organisation.pk]
            waiting += [Branch(one, branch.depth + 1) for one in reversed(children)]


@dataclass(frozen=True)
class Coverage:
    """Of one township, or of the county where `township` is None. `informants`: people who tell early of quarrels."""

    township: Division | None
    committee: bool
    villages: int
    covered: int
    without: tuple[Division, ...]
    informants: int

    @property
    def percent(self) -> int | None:
        """Rounded down: 100 is only said of all."""
        return self.covered * 100 // self.villages if self.villages else None


def coverage(tenant: Tenant) -> list[Coverage]:
    """Townships in the order of their codes, then the county. Counted by division, so three queries do."""
    places = divisions_of(tenant).filter(code__startswith=tenant.division.code).order_by("code")
    levels = defaultdict(list)
    for place in places:
        levels[place.level].append(place)
    held = set(
        Organisation.objects.filter(active=True, kind__in=[_COMMITTEE, _TOWNSHIP_COMMITTEE]).values_list(
            "division", "kind"
        )
    )
    told = _informants()
    rows = [
        _covered(township, [one for one in levels["village"] if one.parent_id == township.pk], held, told)
        for township in levels["township"]
    ]
    return [*rows, _whole(rows)]


def _informants() -> dict[int, int]:
    tells = Informant.objects.filter(in_office()).exclude(role=Informant.Role.VOLUNTEER)
    return dict(tells.order_by().values_list("division").annotate(Count("pk")))


def _covered(
    township: Division, villages: list[Division], held: set[tuple[int, str]], told: dict[int, int]
) -> Coverage:
    without = tuple(one for one in villages if (one.pk, _COMMITTEE) not in held)
    return Coverage(
        township=township,
        committee=(township.pk, _TOWNSHIP_COMMITTEE) in held,
        villages=len(villages),
        covered=len(villages) - len(without),
        without=without,
        informants=sum(told.get(place.pk, 0) for place in (township, *villages)),
    )


def _whole(rows: Iterable[Coverage]) -> Coverage:
    rows = list(rows)
    return Coverage(
        township=None,
        committee=all(row.committee for row in rows),
        villages=sum(row.villages for row in rows),
        covered=sum(row.covered for row in rows),
        without=(),
        informants=sum(row.informants for row in rows),
    )
