"""The organisations, and who sits in them."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from services.directory.admin.filters import StandingMember
from services.directory.admin.register import RegisterAdmin, RegisterButtons, RegisterListView
from services.directory.admin.search import OrganisationSearch
from services.directory.admin.words import either, listed_codes, matter_names
from services.directory.forms import MemberForm, OrganisationForm
from services.directory.models import Organisation, OrganisationMember
from services.directory.shortfalls import shortfalls
from tenants.modeladmin import TenantEditView

_FOLDED = "collapsed"

_PANELS = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("division")]),
    FieldRowPanel(
        [
            FieldPanel("parent", help_text=_("如驻所调解工作室的上级机构是设立它的调解委员会。")),
            FieldPanel("guided_by"),
        ]
    ),
    FieldPanel("standing", help_text=_("停滞、撤销的机构保留在名录中，但不再受理新的事项。")),
    FieldPanel("listed", help_text=_("不打勾的，群众在网上查不到。")),
    MultiFieldPanel(
        [
            FieldPanel("address"),
            FieldPanel("directions", help_text=_("如“乘2路车到文化广场，向东走100米”。")),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("opening_hours")]),
        ],
        heading=_("怎么找到"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("founded_by"), FieldPanel("host")]),
            FieldPanel("entrusted_by", help_text=_("如“县人民法院、县公安局交警大队”。")),
            FieldRowPanel([FieldPanel("network"), FieldPanel("party")]),
            FieldPanel("headcount", help_text=_("企业的职工人数，用来判断应不应当设调解委员会。")),
            FieldPanel("matters"),
        ],
        heading=_("设立和分工"),
        classname=_FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("founded_on"), FieldPanel("filed_on")]),
            FieldRowPanel([FieldPanel("filing_number"), FieldPanel("registration_number")]),
            FieldRowPanel([FieldPanel("term_start"), FieldPanel("term_end")]),
        ],
        heading=_("备案和任期"),
        classname=_FOLDED,
    ),
    MultiFieldPanel(
        [FieldPanel(name) for name in ("introduction", "duties", "work_rules", "workflow")],
        heading=_("对外公示的内容"),
        classname=_FOLDED,
    ),
]


class OrganisationListView(RegisterListView):
    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The rows of the page are asked about together."""
        context = super().get_context_data(*args, **kwargs)
        rows, lacking = list(context["object_list"]), defaultdict(list)
        for one in shortfalls(rows):
            if not one.soft:
                lacking[one.organisation.pk].append(one.brief)
        for row in rows:
            row.lacking = "；".join(lacking[row.pk])
        return context | {"object_list": rows}


class OrganisationEditView(TenantEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {
            "shortfalls": shortfalls([self.instance]),
            "standing_url": self.url_helper.get_action_url("standing", self.instance.pk),
        }
        return super().get_context_data(**kwargs) | more


class OrganisationButtons(RegisterButtons):
    more = (("standing", _("变更状态")),)


class OrganisationAdmin(RegisterAdmin):
    model = Organisation
    menu_label = _("机构名录")
    menu_icon = "group"
    base_url_path = "organisations"
    list_display = ["name", "kind", "division", "phone", "standing", "lacking"]
    list_select_related = ["division", "parent"]
    index_view_class = OrganisationListView
    edit_view_class = OrganisationEditView
    edit_template_name = "directory/admin/organisation_edit.html"
    button_helper_class = OrganisationButtons
    ways = (
        ("directory_tree", _("机构层级"), "directory.view_organisation"),
        ("directory_shortfalls", _("缺口一览"), "directory.view_organisation"),
    )
    list_filter = ["standing", "network"]
    search_handler_class = OrganisationSearch
    list_export = [
        "name", "kind", "division", "parent", "guided_by", "host", "founded_by", "network", "field_names", "address",
        "phone", "opening_hours", "founded_on", "filed_on", "filing_number", "registration_number", "term_start",
        "term_end", "standing", "is_listed",
    ]  # fmt: skip
    search_fields = ["name", "address", "phone", "host"]
    inspect_view_fields_exclude = ["id", "tenant", "active"]
    edit_handler = ObjectList(_PANELS, base_form_class=OrganisationForm)

    is_listed = either("listed", _("公开"), _("不公开"), called=_("在网上公开"))
    field_names = listed_codes("matters", matter_names, called=_("专长领域"))

    def lacking(self, organisation: Organisation) -> str:
        return getattr(organisation, "lacking", "")

    lacking.short_description = _("缺口")


class MemberButtons(RegisterButtons):
    more = (("leave", _("办理离任")),)

    def offered(self, action: str, obj: Any) -> bool:
        return obj.until is None


class OrganisationMemberAdmin(RegisterAdmin):
    model = OrganisationMember
    menu_label = _("机构人员")
    menu_icon = "user"
    base_url_path = "organisation-members"
    list_display = ["called", "organisation", "post", "title", "since", "until"]
    list_select_related = ["user", "organisation"]
    list_filter = [StandingMember, "post"]
    button_helper_class = MemberButtons
    list_export = [
        "called", "gender", "organisation", "post", "title", "unit", "background", "since", "until", "reason",
    ]  # fmt: skip
    search_fields = ["name", "user__name", "organisation__name", "title", "unit"]
    inspect_view_fields_exclude = ["id", "tenant"]
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("user"), FieldPanel("name")]),
            FieldRowPanel(
                [FieldPanel("post"), FieldPanel("title", help_text=_("如“县人民法院民一庭副庭长”。"))]
            ),
            FieldRowPanel([FieldPanel("unit"), FieldPanel("background", help_text=_("如“土地管理”。"))]),
            FieldPanel("woman"),
            FieldPanel("since"),
        ],
        base_form_class=MemberForm,
    )

    gender = either("woman", _("女"), _("男"), called=_("性别"))

    def called(self, member: OrganisationMember) -> Any:
        return member.called

    called.short_description = _("姓名")
