"""A roster is set up: its place, its times, its people. Reference rows, which this form may save itself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from services.booking.admin.access import DeskView
from services.booking.admin.rosters import may_set_up
from services.booking.forms.rosters import MemberRows, RosterForm, TimeRows
from services.booking.models import Roster
from tenants.journal import note
from tenants.scope import current_tenant


class SetUpView(DeskView):
    """Without a key: a new one."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self._draw(self._forms(self._roster(pk)))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        roster = self._roster(pk)
        made = self._forms(roster, request.POST)
        # Every one is asked, so that every fault is shown at once.
        valid = [one.is_valid() for one in made]
        if not all(valid):
            return self._draw(made, status=400)
        with transaction.atomic():
            for one in made:
                one.save()
            changed = [name for one in made for name in _changed(one)]
            note(request.user, "edit" if pk else "create", roster, changed=changed)
        messages.success(request, _("“%(roster)s”已保存。") % {"roster": roster})
        return redirect("rosters_month", roster.pk)

    def _roster(self, pk: int | None) -> Roster:
        if not may_set_up(self.request):
            raise PermissionDenied(_("值班表由县级管理员设置。"))
        found = Roster(tenant=current_tenant()) if pk is None else Roster.objects.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def _forms(self, roster: Roster, data: Any = None) -> list[Any]:
        return [
            RosterForm(data, instance=roster),
            TimeRows(data, instance=roster, prefix="times"),
            MemberRows(data, instance=roster, prefix="members"),
        ]

    def _draw(self, made: list[Any], status: int = 200) -> HttpResponse:
        form, times, members = made
        context = {"form": form, "times": times, "members": members, "roster": form.instance}
        return TemplateResponse(self.request, "booking/admin/roster_setup.html", context, status=status)


def _changed(one: Any) -> list[str]:
    if hasattr(one, "changed_data"):
        return list(one.changed_data)
    return [one.prefix] if one.has_changed() else []
