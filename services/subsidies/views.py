"""What the public reads: what is paid here under which clause, and how much was paid in a half year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.calendar import periods
from services.subsidies.clauses import clauses_of, linked
from services.subsidies.queries.public import FEWEST, halves, published
from services.subsidies.queries.rates import basis_of, charts
from tenants.throttle import throttled


@never_cache
@require_safe
@throttled("subsidies", limit=240)
def totals(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    running = periods.around(today, "half_year")
    over = halves(running)
    asked = request.GET.get("period", "")
    period = next((one for one in over if one.code == asked), over[0] if over else periods.before(running))
    found = published(period)
    context = {
        "found": found,
        "groups": [(group, clauses_of(group.clauses)) for group in found.groups],
        "halves": over,
        "fewest": FEWEST,
        "charts": [
            (
                chart,
                [(offer, linked(offer.bases)) for offer in chart.offers],
                [(rate, linked([basis_of(rate)])) for rate in chart.own],
            )
            for chart in charts(today)
        ],
        "crumbs": [{"title": _("公益排名"), "url": "/rankings/"}, {"title": _("补贴公开")}],
    }
    return render(request, "subsidies/public/totals.html", context)
