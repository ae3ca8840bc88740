"""What the centre looks at first: what must be assigned or handed over today, and what left the order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from services.cases.models import Case
from services.cases.queries.procedures import by_digest
from services.cases.queries.rows import Row, rows
from services.cases.rules import visible
from services.legal_aid.actions.assign import FIELD
from services.legal_aid.admin.access import StaffView
from services.legal_aid.assignments import concentration, made, out_of_order, waiting
from services.legal_aid.facts import YEAR
from services.legal_aid.rules import OFFICE

SHOWN = 30


class OverviewView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today: date = timezone.localdate()
        since = today - YEAR
        seen = visible(Case.objects.all(), request.user, request.roles)
        left = out_of_order(since, today)
        context = {
            "to_assign": list(_doors(rows(waiting(seen, "assign")), may=bool(request.roles & OFFICE))),
            "to_hand_over": rows(waiting(seen, "handover")),
            "left": left[:SHOWN],
            "left_count": left.count(),
            "made_count": made(since, today).count(),
            "shared": concentration(since, today),
            "since": since,
        }
        return TemplateResponse(request, "legal_aid/admin/overview.html", context)


@dataclass(frozen=True)
class Door:
    """A case, and where its list of candidates is; blank for whoever does not assign, or where it is not its turn."""

    row: Row
    step: str = ""
    url: str = ""


def _doors(found: Sequence[Row], *, may: bool) -> Iterator[Door]:
    procedures = by_digest({row.case.version.digest for row in found})
    for row in found:
        ways = procedures[row.case.version.digest].transitions
        here = [one for one in ways if row.case.state in one.origins and FIELD in one.requires]
        if may and here:
            url = reverse("legal_aid_assign", args=[row.case.pk, here[0].code])
            yield Door(row, here[0].name, url)
        else:
            yield Door(row)
