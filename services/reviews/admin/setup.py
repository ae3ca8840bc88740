"""Who reads, and by which numbers."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from services.reviews.admin.access import REVIEWERS, SETTINGS, StaffView
from services.reviews.admin.forms import ReviewerForm, SettingsForm, listed
from services.reviews.admin.tabs import tabs
from services.reviews.models import Reviewer
from services.reviews.queries import settings_of
from services.reviews.readers import able
from tenants.journal import note


class SettingsView(StaffView):
    permission = SETTINGS
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(SettingsForm(instance=settings_of()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SettingsForm(request.POST, instance=settings_of())
        if not form.is_valid():
            return self.shown(form, 400)
        with transaction.atomic():
            note(request.user, "edit", form.save(), changed=form.changed_data)
        messages.success(request, _("已保存，从下一批起用。"))
        return redirect("reviews_settings")

    def shown(self, form: SettingsForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "tabs": tabs(self.request), "own": form.instance.pk is not None}
        return TemplateResponse(self.request, "reviews/admin/settings.html", context, status=status)


class ReviewersView(StaffView):
    permission = REVIEWERS
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(ReviewerForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "turn" in request.POST:
            return self._turn(request)
        form = ReviewerForm(request.POST)
        if not form.is_valid():
            return self.shown(form, 400)
        try:
            with transaction.atomic():
                made = Reviewer.objects.create(tenant=request.tenant, **form.row())
                note(request.user, "create", made, board=made.board)
        except IntegrityError:
            form.add_error("person", _("已经在名单上。"))
            return self.shown(form, 409)
        return redirect("reviews_reviewers")

    def _turn(self, request: HttpRequest) -> HttpResponse:
        said = request.POST["turn"]
        row = get_object_or_404(Reviewer, pk=int(said) if said.isdigit() else 0)
        row.active = not row.active
        with transaction.atomic():
            row.save(update_fields=["active"])
            note(request.user, "edit", row, changed=["active"])
        return redirect("reviews_reviewers")

    def shown(self, form: ReviewerForm, status: int = 200) -> HttpResponse:
        rows = list(listed())
        reading = {user.pk for user in able(one.account_id for one in rows if one.account_id)}
        lines = [(one, one.account_id in reading) for one in rows]
        context = {"form": form, "tabs": tabs(self.request), "reviewers": lines}
        return TemplateResponse(self.request, "reviews/admin/reviewers.html", context, status=status)
