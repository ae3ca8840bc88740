"""What can be booked: a service, with whom, how long, how."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from services.booking.admin.setup_forms import ServiceForm
from services.booking.models import BookableService, Channel
from services.directory.admin.register import RegisterAdmin
from services.directory.admin.words import either, listed_codes


class ServiceAdmin(RegisterAdmin):
    model = BookableService
    menu_label = _("预约事项")
    menu_icon = "form"
    base_url_path = "bookable-services"
    list_display = ["name", "organisation", "spoken_channels", "minutes", "how_many", "is_open"]
    list_select_related = ["organisation"]
    list_filter = ["active"]
    search_fields = ["name", "code", "organisation__name"]
    list_export = [
        "name",
        "code",
        "organisation",
        "spoken_channels",
        "minutes",
        "capacity",
        "horizon_days",
        "is_open",
    ]
    inspect_view_fields_exclude = ["id", "tenant"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name", help_text=_("群众看到的名称，如“法律咨询”。")),
                    FieldPanel("code", help_text=_("网址里用，英文小写，定了就不要改。")),
                    FieldPanel("summary", help_text=_("一句话说清办什么，群众看得到。")),
                    FieldPanel("organisation"),
                    FieldPanel("active", help_text=_("不打勾，网上就约不到；已经约好的不变。")),
                ],
                heading=_("办什么"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("resources", widget=forms.CheckboxSelectMultiple),
                    FieldPanel(
                        "choose_person",
                        help_text=_("不打勾，就由系统安排：本周约得最少的人先接，一样多的，等得最久的先接。"),
                    ),
                    FieldPanel(
                        "rooms",
                        widget=forms.CheckboxSelectMultiple,
                        help_text=_("当面谈要占一间；一间也不选，就不占房间。"),
                    ),
                    FieldPanel("roster", help_text=_("选了值班表，只有值班的时间能约；不选，按每周的时间。")),
                ],
                heading=_("由谁接待，在哪里"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("channels", widget=forms.CheckboxSelectMultiple),
                    FieldRowPanel([FieldPanel("minutes"), FieldPanel("pause"), FieldPanel("every")]),
                    FieldPanel("capacity", help_text=_("咨询填1；讲座填座位数，大家约同一个时间。")),
                    FieldRowPanel([FieldPanel("horizon_days"), FieldPanel("lead_minutes")]),
                    FieldPanel("most_open", help_text=_("防止一个人占很多时间。")),
                ],
                heading=_("多长时间，提前多久"),
            ),
            MultiFieldPanel(
                [FieldPanel("materials"), FieldPanel("matters"), FieldPanel("procedure")],
                heading=_("材料和后续"),
                classname="collapsed",
            ),
        ],
        base_form_class=ServiceForm,
    )

    is_open = either("active", _("开放"), _("停止"), called=_("网上预约"))
    spoken_channels = listed_codes("channels", lambda: dict(Channel.choices), called=_("方式"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[BookableService]:
        return super().get_queryset(request).annotate(people=Count("resources"))

    def how_many(self, service: BookableService) -> Any:
        return service.people

    how_many.short_description = _("接待人数")
