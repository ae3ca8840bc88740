"""What a lawyer or a mediator sees of what was said about them: sums, and none of fewer than three voices.

Of half-years that are over: a sum that grows from day to day would tell who spoke in between.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem

from services.calendar.half_years import last_finished, latest
from services.voices.admin.access import is_rated
from services.voices.models import Grade
from services.voices.queries import Tally, mine, settings_of
from tenants.modeladmin import Refusing

_SHOWN = 4


class MineView(Refusing, View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_rated(request):
            raise PermissionDenied(_("这一页给律师和调解员看自己的测评。"))
        finished = last_finished(timezone.localdate())
        halves = [
            (half, mine(request.user, half.since, half.until)) for half in latest(finished.since, _SHOWN)
        ]
        context = {
            "halves": [(half, tally, _grades(tally)) for half, tally in halves],
            "grades": Grade.labels,
            "points": settings_of(request.tenant),
        }
        return TemplateResponse(request, "voices/admin/mine.html", context)


def _grades(tally: Tally) -> list[int]:
    return [tally.grades[grade] for grade in Grade.values]


class MineMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_rated(request)


def menu_item() -> MenuItem:
    return MineMenuItem(
        gettext_lazy("我的测评"),
        reverse_lazy("voices_mine"),
        name="own-voices",
        icon_name="comment",
        order=321,
    )
