"""People, windows and rooms that can be booked; everybody of an organisation is added at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from services.booking.actions.enlist import enlist
from services.booking.admin.access import StaffView
from services.booking.admin.setup_forms import ResourceForm
from services.booking.enlisting import not_enlisted
from services.booking.models import Resource
from services.directory.admin.register import RegisterAdmin
from services.directory.admin.words import either

INDEX = "booking-resources_modeladmin_index"


class ResourceAdmin(RegisterAdmin):
    model = Resource
    menu_label = gettext_lazy("人员和房间")
    menu_icon = "group"
    base_url_path = "booking-resources"
    ways = (("booking_enlist", gettext_lazy("整个机构一起加入"), "booking.add_resource"),)
    list_display = ["name", "kind", "organisation", "user", "takes"]
    list_select_related = ["organisation", "user"]
    list_filter = ["kind", "active"]
    search_fields = ["name", "organisation__name"]
    list_export = ["name", "kind", "organisation", "takes"]
    inspect_view_fields_exclude = ["id", "tenant"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
            FieldPanel("organisation", help_text=gettext_lazy("按这个机构的时间接待，除非另有自己的时间。")),
            FieldPanel("active", help_text=gettext_lazy("不打勾，就不再接受新的预约；已经约好的不变。")),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "user", help_text=gettext_lazy("选了账号，本人就能看自己的预约，有变动会收到提醒。")
                    ),
                    FieldRowPanel([FieldPanel("mediator"), FieldPanel("lawyer")]),
                    FieldPanel("room"),
                ],
                heading=gettext_lazy("和名录对应"),
            ),
        ],
        base_form_class=ResourceForm,
    )

    takes = either("active", gettext_lazy("是"), gettext_lazy("否"), called=gettext_lazy("接受预约"))

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        own = path("booking-resources/enlist/", EnlistView.as_view(), name="booking_enlist")
        return (own, *super().get_admin_urls_for_registration())


class EnlistForm(forms.Form):
    organisation = forms.ModelChoiceField(
        None, label=gettext_lazy("机构"), empty_label=gettext_lazy("请选择")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["organisation"].queryset = not_enlisted()


class EnlistView(StaffView):
    permission = "booking.add_resource"
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(EnlistForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EnlistForm(request.POST)
        if not form.is_valid():
            return self.shown(form, status=400)
        made = enlist(form.cleaned_data["organisation"], actor=request.user)
        said = ngettext("加入了%(count)d个。", "加入了%(count)d个。", made) % {"count": made}
        messages.success(request, said + _("还要在预约事项里勾选他们，群众才约得到。"))
        return redirect(INDEX)

    def shown(self, form: EnlistForm, status: int = 200) -> HttpResponse:
        return TemplateResponse(self.request, "booking/admin/enlist.html", {"form": form}, status=status)
