"""On the first page of the back office: what waits for me, what is late, what parties have written."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from services.cases.admin.access import VIEW
from services.cases.models import Case, Message
from services.cases.queries.rows import rows
from services.cases.queries.worklist import in_order, in_tab
from services.cases.rules import visible

SHOWN = 5
NEW_DAYS = 14


class CasesPanel(Component):
    name = "cases"
    template_name = "cases/admin/panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        mine, late = (in_tab(tab, request.user, request.roles) for tab in ("mine", "late"))
        return {
            "mine": rows(in_order(mine, "due")[:SHOWN]),
            "late": rows(in_order(late, "due")[:SHOWN]),
            "words": _words(request),
        }


def _words(request: HttpRequest) -> list[Message]:
    """What parties wrote in the last NEW_DAYS, in open cases that this person sees."""
    kinds = (Message.Kind.WORD, Message.Kind.ANSWER)
    since = timezone.now() - timedelta(days=NEW_DAYS)
    seen = visible(Case.objects.filter(is_open=True), request.user, request.roles)
    found = Message.objects.filter(kind__in=kinds, at__gte=since, case__in=seen).defer("text", "case__data")
    return list(found.select_related("case").order_by("-at")[:SHOWN])


def add_panel(request: HttpRequest, panels: list) -> None:
    if request.user.has_perm(VIEW):
        panels.append(CasesPanel())
