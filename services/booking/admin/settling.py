"""Appointments that fell into a leave, a closing, or a duty that is gone: none is silently left."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.booking.actions.leave import call_off_all, hand_over_all
from services.booking.admin.access import StaffView, full, visible
from services.booking.models import Appointment, HoursException
from services.booking.unsettled import inside, unsettled

_MOST_TOLD = 5


class UnsettledView(StaffView):
    """Everything that has to be arranged anew; `?exception=` those of one leave or closing."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = set(request.POST.getlist("appointment"))
        kept = [one for one in self.appointments if str(one.pk) in chosen]
        if not kept:
            messages.error(request, _("请先勾选预约。"))
            return self.shown(status=400)
        reason = request.POST.get("reason", "").strip()[:200]
        if request.POST.get("what") == "hand_over":
            self._say(hand_over_all(kept, actor=request.user), _("换人%(count)d个，已逐一通知。"))
        elif reason:
            done = call_off_all(kept, actor=request.user, reason=reason)
            self._say(done, _("取消%(count)d个，已逐一通知。"))
        else:
            messages.error(request, _("取消要写明原因，会写进通知。"))
            return self.shown(status=400)
        return redirect(self._address())

    def _say(self, result: tuple[int, list[str]], sentence: str) -> None:
        done, refused = result
        if done:
            messages.success(self.request, sentence % {"count": done})
        for line in refused[:_MOST_TOLD]:
            messages.error(self.request, line)
        if len(refused) > _MOST_TOLD:
            more = len(refused) - _MOST_TOLD
            messages.error(
                self.request,
                ngettext("还有%(count)d个没有办成。", "还有%(count)d个没有办成。", more) % {"count": more},
            )

    def _address(self) -> str:
        own = f"?exception={self.exception.pk}" if self.exception else ""
        return reverse("booking_unsettled") + own

    @cached_property
    def exception(self) -> HoursException | None:
        asked = self.request.GET.get("exception", "")
        if not asked.isdecimal():
            return None
        return HoursException.objects.select_related("organisation", "resource").filter(pk=asked).first()

    @cached_property
    def appointments(self) -> list[Appointment]:
        keys = (inside(self.exception) if self.exception else unsettled()).values("pk")
        return list(visible(self.request, full().filter(pk__in=keys)).order_by("starts_at", "pk"))

    def shown(self, status: int = 200) -> HttpResponse:
        context = {
            "exception": self.exception,
            "appointments": self.appointments,
            "reason": self.request.POST.get("reason", ""),
        }
        return TemplateResponse(self.request, "booking/admin/unsettled.html", context, status=status)
