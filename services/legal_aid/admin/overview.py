"""What the centre looks at first: what must be assigned or handed over today, and what left the order."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from services.cases.models import Case
from services.cases.queries.rows import rows
from services.cases.rules import visible
from services.legal_aid.admin.access import StaffView
from services.legal_aid.assignments import concentration, made, out_of_order, waiting
from services.legal_aid.facts import YEAR

SHOWN = 30


class OverviewView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today: date = timezone.localdate()
        since = today - YEAR
        seen = visible(Case.objects.all(), request.user, request.roles)
        left = out_of_order(since, today)
        context = {
            "to_assign": rows(waiting(seen, "assign")),
            "to_hand_over": rows(waiting(seen, "handover")),
            "left": left[:SHOWN],
            "left_count": left.count(),
            "made_count": made(since, today).count(),
            "shared": concentration(since, today),
            "since": since,
        }
        return TemplateResponse(request, "legal_aid/admin/overview.html", context)
