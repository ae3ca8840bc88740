"""Open although it is not written, shut, or away. Whoever enters one is led to what was booked in that time."""

from typing import Any

from django.contrib import messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from services.booking.admin.access import at_desk
from services.booking.admin.setup_forms import ExceptionForm, MomentInput
from services.booking.models import HoursException
from services.booking.rules import at_the_desk
from services.booking.unsettled import inside
from services.directory.admin.register import RegisterAdmin
from tenants.modeladmin import TenantCreateView, TenantEditView, TenantPermissionHelper
from tenants.models import User


class _LeadsOn:
    """After saving: what was booked inside that time, if anything was."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]
        exception: HoursException = self.instance  # type: ignore[attr-defined]
        if exception.kind != HoursException.Kind.OPEN and inside(exception).exists():
            messages.warning(self.request, _("这段时间里已有预约，请逐一安排。"))  # type: ignore[attr-defined]
            return redirect(f"{reverse('booking_unsettled')}?exception={exception.pk}")
        return response


class ExceptionCreateView(_LeadsOn, TenantCreateView):
    pass


class ExceptionEditView(_LeadsOn, TenantEditView):
    pass


class OwnPermissionHelper(TenantPermissionHelper):
    """The desk arranges for everybody, others for themselves."""

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return super().user_can_edit_obj(user, obj) and _is_theirs(user, obj)

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return super().user_can_delete_obj(user, obj) and _is_theirs(user, obj)

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return super().user_can_inspect_obj(user, obj) and _is_theirs(user, obj)


def _is_theirs(user: User, exception: Any) -> bool:
    own = exception.resource is not None and exception.resource.user_id == user.pk
    return own or at_the_desk(user)


class ExceptionAdmin(RegisterAdmin):
    model = HoursException
    permission_helper_class = OwnPermissionHelper
    create_view_class = ExceptionCreateView
    edit_view_class = ExceptionEditView
    menu_label = gettext_lazy("加开、暂停、请假")
    menu_icon = "date"
    base_url_path = "hours-exceptions"
    list_display = ["who", "kind", "starts_at", "ends_at", "note"]
    list_select_related = ["organisation", "resource"]
    list_filter = ["kind"]
    search_fields = ["organisation__name", "resource__name", "reason", "note"]
    list_export = ["who", "kind", "starts_at", "ends_at", "note"]
    inspect_view_fields_exclude = ["id", "tenant"]
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldRowPanel(
                [
                    FieldPanel("resource", help_text=gettext_lazy("只关系到一个人、一个房间的，选在这里。")),
                    FieldPanel(
                        "organisation", help_text=gettext_lazy("整个机构都不接待（或加开）的，选在这里。")
                    ),
                ]
            ),
            FieldRowPanel(
                [FieldPanel("starts_at", widget=MomentInput), FieldPanel("ends_at", widget=MomentInput)]
            ),
            FieldPanel("note", help_text=gettext_lazy("如“暴雨停办半天”。")),
            FieldPanel("reason"),
        ],
        base_form_class=ExceptionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[HoursException]:
        own = Q() if at_desk(request) else Q(resource__user=request.user)
        return super().get_queryset(request).filter(own)

    def who(self, exception: HoursException) -> str:
        return str(exception.resource or exception.organisation)

    who.short_description = gettext_lazy("谁")
