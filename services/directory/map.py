"""The county drawn as tiles, one per township, with how many organisations and mediators are in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from math import ceil, sqrt
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from services.directory.models import MapTile
from services.directory.queries import public_mediators, public_organisations
from tenants.models import Division, Tenant

# Of a tile and of the gap between two, in units of the drawing.
WIDTH, HEIGHT, GAP = 148, 84, 8
_LONGEST = 8
_DIGITS = 9

Place = tuple[int, int]


@dataclass(frozen=True)
class Tile:
    """`lines` are the name in pieces that fit; `shade` is 0 to 3, by how many organisations there are."""

    name: str
    lines: tuple[str, ...]
    url: str
    x: int
    y: int
    organisations: int
    mediators: int
    shade: int


@dataclass(frozen=True)
class Map:
    """`outside` are organisations and mediators of the county as a whole."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    outside: tuple[int, int]


def drawn(tenant: Tenant) -> Map:
    townships = list(Division.objects.filter(parent=tenant.division_id))
    kept = {tile.division_id: (tile.column, tile.row) for tile in MapTile.objects.all()}
    seats = laid_out([one.pk for one in townships], kept)
    organisations = _counted(public_organisations(), "division__code")
    mediators = _counted(public_mediators(), "organisation__division__code")
    most = max((organisations[one.code] for one in townships), default=0)
    tiles = [
        _tile(one, seats[one.pk], organisations[one.code], mediators[one.code], most) for one in townships
    ]
    inside = sum(tile.organisations for tile in tiles), sum(tile.mediators for tile in tiles)
    return Map(
        tiles=tuple(sorted(tiles, key=lambda tile: (tile.y, tile.x))),
        width=max((tile.x + WIDTH for tile in tiles), default=0),
        height=max((tile.y + HEIGHT for tile in tiles), default=0),
        outside=(organisations.total() - inside[0], mediators.total() - inside[1]),
    )


def laid_out(keys: Iterable[int], kept: dict[int, Place]) -> dict[int, Place]:
    """Where everybody stands: as it was said, the others in reading order where there is room.

    Columns and rows in which nobody stands fall away, so that a slip of the pen does not stretch the map.
    """
    keys = list(keys)
    said = {key: kept[key] for key in keys if key in kept}
    columns, rows = (sorted({place[axis] for place in said.values()}) for axis in (0, 1))
    seats = {key: (columns.index(column), rows.index(row)) for key, (column, row) in said.items()}
    width = max(len(columns), ceil(sqrt(len(keys))))
    free = _free(set(seats.values()), width)
    return seats | {key: next(free) for key in keys if key not in seats}


def _free(taken: set[Place], width: int) -> Iterator[Place]:
    """Below what was said, row by row."""
    first = max((row for _column, row in taken), default=-1) + 1
    return ((column, row) for row in count(first) for column in range(width))


def _counted(rows: QuerySet[Any], field: str) -> Counter[str]:
    """By township; what belongs to the county as a whole stands under the county's own code."""
    found: Counter[str] = Counter()
    for code, number in rows.order_by().values_list(field).annotate(Count("pk")):
        found[code[:_DIGITS]] += number
    return found


def _tile(township: Division, seat: Place, organisations: int, mediators: int, most: int) -> Tile:
    name = township.name
    half = ceil(len(name) / 2)
    return Tile(
        name=name,
        lines=(name,) if len(name) <= _LONGEST else (name[:half], name[half:]),
        url=f"{reverse('directory:organisations')}?place={township.code}",
        x=seat[0] * (WIDTH + GAP),
        y=seat[1] * (HEIGHT + GAP),
        organisations=organisations,
        mediators=mediators,
        shade=ceil(3 * organisations / most) if most else 0,
    )
