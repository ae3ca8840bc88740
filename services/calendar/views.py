from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import get_resolver
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from services.calendar.actions.declare_year import declare_year, reopen_year
from services.calendar.actions.errors import CalendarError
from services.calendar.actions.fill_year import fill_year
from services.calendar.forms import YearForm

LIST = "working-days_modeladmin_index"
_DONE = {
    "fill": _("%(year)s年的放假安排已经填入，本单位修改过的日期保持不变。"),
    "declare": _("%(year)s年已标记为录全，期限按它计算。"),
    "reopen": _("%(year)s年已取消标记，期限不再按它计算。"),
}
_ACTIONS = {"fill": fill_year, "declare": declare_year, "reopen": reopen_year}


@require_POST
def change_year(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("services_calendar.add_calendarday"):
        # Wagtail would answer a raised refusal with a redirect to its dashboard.
        return get_resolver().resolve_error_handler(403)(request, exception=PermissionDenied())
    form = YearForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    year, what = form.cleaned_data["year"], form.cleaned_data["what"]
    try:
        _ACTIONS[what](year, actor=request.user)
    except CalendarError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _DONE[what] % {"year": year})
    return redirect(LIST)
