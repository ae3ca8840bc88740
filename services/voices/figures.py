"""What people said, on public profiles: of the last half-year that is over, and not of one or two."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.half_years import last_finished
from services.directory.figures import Figure, register
from services.voices.queries import rounded, tally_of


@register
def contentment(kind: str, pk: int) -> Iterator[Figure]:
    half = last_finished(timezone.localdate())
    tally = tally_of(kind, pk, half.since, half.until)
    if tally.mean is not None and not tally.is_few:
        words = {"points": rounded(tally.points, tally.voices), "voices": tally.voices}
        value = _("%(points)s 分（%(voices)d 份）") % words
        yield Figure(_("满意度"), value, note=_("%(half)s，满分100分") % {"half": half})
