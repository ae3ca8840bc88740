"""The centre's half-yearly report: figures, where each comes from, and how it is reckoned."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.calendar.half_years import HalfYear
from services.ranking.formula import weighing
from services.ranking.models import HalfYearReport
from services.ranking.public.index import PER_MINUTE
from services.ranking.queries import published
from services.ranking.reporting import FEWEST, sections
from tenants.throttle import throttled


@require_safe
@throttled("ranking", limit=PER_MINUTE)
def report(request: HttpRequest, period: HalfYear) -> HttpResponse:
    found = HalfYearReport.objects.filter(since=period.since).first()
    if found is None:
        raise Http404
    editions = published().filter(since=period.since, until=period.until)
    told_anyway = {one["code"] for edition in editions for one in weighing(edition.formula)}
    title = _("%(period)s工作报告") % {"period": period}
    context = {
        "title": title,
        "report": found,
        "period": period,
        "sections": sections(found.figures, told_anyway),
        "fewest": FEWEST,
        "editions": editions,
        "told_anyway": told_anyway,
        "crumbs": [{"title": _("公益排名"), "url": reverse("ranking:index")}, {"title": title}],
    }
    return render(request, "ranking/public/report.html", context)
