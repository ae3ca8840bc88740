"""Which rows of a table keep their grades to themselves: one or two voices are told apart by who was there.

What is left of a sum after the shown rows are taken from it must not be one or two voices either: then the smallest
row beside it is kept back, too. The county's sum stays, for it is public elsewhere.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from services.voices.queries import between
from services.voices.rules import FEWEST

Row = tuple[str, int]
# Of an organisation and of a person so many voices.
Cell = tuple[Row | None, Row | None, int]


def kept_back(since: date, until: date) -> set[Row]:
    said = between(since, until).exclude(grade="").order_by()
    rows = said.values_list("organisation", "lawyer", "mediator").annotate(Count("pk"))
    return hidden(
        (_row("organisation", home), _row("lawyer", lawyer) or _row("mediator", mediator), many)
        for home, lawyer, mediator, many in rows
    )


def hidden(found: Iterable[Cell]) -> set[Row]:
    cells, sums = list(found), Counter[Row]()
    for home, person, many in cells:
        sums.update({row: many for row in (home, person) if row})
    homes = sorted({home for home, _person, _many in cells if home}, key=lambda row: (sums[row], row))
    kept = {person for _home, person, _many in cells if person and sums[person] < FEWEST}

    def few_left(among: set[Row | None]) -> bool:
        left = sum(many for home, person, many in cells if home in among and (not person or person in kept))
        return 0 < left < FEWEST

    def of(home: Row) -> set[Row]:
        return {person for one, person, _many in cells if one == home and person}

    while True:
        shown = [home for home in homes if home not in kept]
        bare = next((home for home in shown if few_left({home})), None)
        if bare:
            kept.add(min(of(bare) - kept, key=lambda row: (sums[row], row), default=bare))
        elif shown and few_left({None, *(set(homes) & kept)}):
            kept |= {shown[0], *of(shown[0])}
        else:
            return kept


def _row(kind: str, pk: int | None) -> Row | None:
    return (kind, pk) if pk else None
