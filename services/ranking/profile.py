"""What the newest published edition says of somebody, for their public profile."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from services.calendar.half_years import half_year
from services.directory.figures import Figure, register
from services.ranking.models import Edition, Entry
from services.ranking.queries import published
from services.ranking.registers import BOARDS
from services.ranking.words import why_unranked


@register
def figures(kind: str, pk: int) -> Iterator[Figure]:
    newest = published().filter(board=BOARDS.get(kind, "")).first()
    if newest is None:
        return
    entry = newest.entries.filter(**{kind: pk}).first()
    if entry is None:
        return
    url = reverse("ranking:edition", args=[newest.board, newest.period])
    yield Figure(_("公益排名"), _said(entry, newest), str(half_year(newest.since)), url)
    if entry.counts.get("cases") and entry.rank is not None:
        yield Figure(
            _("办结"), _("%(many)s件") % {"many": entry.counts["cases"]}, str(half_year(newest.since))
        )


def _said(entry: Entry, edition: Edition) -> str:
    if entry.rank is None:
        return _("未排名：%(why)s") % {"why": why_unranked(entry.counts, edition.formula)}
    return _("第%(rank)s名，%(score)s分") % {"rank": entry.rank, "score": entry.row["score"]}
