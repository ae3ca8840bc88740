"""Plans a room that belongs to no case and no booking."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.directory.models import Mediator
from services.mediation.actions.open_room import open_room
from services.mediation.admin.access import PLAN, StaffView
from services.mediation.errors import RoomError
from services.mediation.forms.plan import PlanForm, plan_of
from services.mediation.forms.rows import OtherForm, OtherRows, PartyForm, PartyRows, rows_typed, typed
from services.mediation.models import Seat
from services.mediation.queries import office_number
from tenants import roles

_ROWS = {"party": (PartyForm, PartyRows), "other": (OtherForm, OtherRows)}
_HALF_HOUR = 30


@method_decorator(never_cache, name="dispatch")
class PlanView(StaffView):
    permission = PLAN
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sides = [{"side": Seat.Side.A}, {"side": Seat.Side.B}]
        return self.shown(
            PlanForm(initial=self.first()),
            party=PartyRows(initial=sides, prefix="party"),
            other=OtherRows(prefix="other"),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("more") in _ROWS:
            return self.grown(request.POST["more"])
        form = PlanForm(request.POST)
        rows = {name: kind(request.POST, prefix=name) for name, (_one, kind) in _ROWS.items()}
        right = [form.is_valid(), *(one.is_valid() for one in rows.values())]
        if all(right) and not any(one.has_changed() for one in rows["party"]):
            form.add_error(None, _("请至少填写一位当事人。"))
        if not all(right) or form.errors:
            return self.shown(form, **rows, status=422)
        try:
            room = open_room(plan_of(form, rows), actor=request.user)
        except RoomError as error:
            form.add_error(None, str(error))
            return self.shown(form, **rows, status=422)
        messages.success(request, _("调解室安排好了。下面给每个人发邀请。"))
        return redirect("mediation_room", room.pk)

    def grown(self, which: str) -> HttpResponse:
        """The same page with one row more; nothing is judged yet."""
        data, rows = self.request.POST, {}
        for name, (one, kind) in _ROWS.items():
            written = rows_typed(one, data, name)
            rows[name] = kind(initial=[*written, {}] if name == which else written, prefix=name)
        return self.shown(PlanForm(initial=typed(PlanForm, data)), **rows)

    def first(self) -> dict[str, Any]:
        """Now, led by whoever plans it if they mediate, for their own organisation."""
        user, now = self.request.user, timezone.localtime()
        begins = now + timedelta(minutes=_HALF_HOUR - now.minute % _HALF_HOUR)
        registered = Mediator.objects.filter(user=user).first()
        return {
            "day": begins.date(),
            "time": begins.time(),
            "mediator": user.pk if roles.MEDIATOR in self.request.roles else None,
            "organisation": registered.organisation_id if registered else None,
            "dial_in": office_number(self.request.tenant),
        }

    def shown(self, form: PlanForm, status: int = 200, **rows: Any) -> HttpResponse:
        context = {"form": form, **rows}
        return TemplateResponse(self.request, "mediation/admin/plan.html", context, status=status)
