"""What legal aid adds to the public profile of a lawyer. Numbers below three say too much about single people."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from services.directory.figures import Figure
from services.legal_aid.queries import consultations, hours

FEWEST = 3


def figures(kind: str, pk: int) -> Iterator[Figure]:
    if kind != "lawyer":
        return
    today = timezone.localdate()
    first = date(today.year, 1, 1)
    words = _("%(year)d年以来") % {"year": today.year}
    asked = consultations(first, today).get(pk, 0)
    if asked >= FEWEST:
        yield Figure(_("解答法律咨询"), _("%(count)d件") % {"count": asked}, words)
    spent = hours(first, today).get(pk)
    if spent:
        yield Figure(_("公益法律服务"), _("%(hours)s小时") % {"hours": f"{spent.normalize():f}"}, words)
