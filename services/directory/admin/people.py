"""The registers of people: mediators and lawyers whom citizens look up, experts and informants whom they do not."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from services.directory.admin.filters import Certified, InOffice, InPool
from services.directory.admin.register import RegisterAdmin, RegisterButtons
from services.directory.admin.search import PersonSearch
from services.directory.admin.words import NONE, either, listed_codes, matter_names
from services.directory.codes import LANGUAGES
from services.directory.forms import ExpertForm, InformantForm, LawyerForm, MediatorForm
from services.directory.models import Expert, Informant, Lawyer, Mediator

_NEVER_LISTED = ["id", "tenant", "badge"]

_WHO = [FieldRowPanel([FieldPanel("name"), FieldPanel("woman")])]
_REACHED = MultiFieldPanel(
    [
        FieldRowPanel(
            [FieldPanel("phone", help_text=_("加密保存，只有工作人员看得到。")), FieldPanel("user")]
        ),
        FieldPanel("started_on"),
    ],
    heading=_("联系和在册"),
)
_PUBLIC = MultiFieldPanel(
    [
        FieldPanel("listed", help_text=_("不打勾的，群众在网上查不到。")),
        FieldPanel("photo"),
        FieldPanel("public_phone", help_text=_("填办公电话，不要填个人手机。")),
        FieldPanel("introduction", help_text=_("群众看得到：会办哪些事，办过多少年。")),
    ],
    heading=_("在网上公开的内容"),
)
_SKILLS = MultiFieldPanel([FieldPanel("matters"), FieldPanel("languages")], heading=_("专长和语言"))


class PersonButtons(RegisterButtons):
    more = (("leave", _("办理退出")),)

    def label(self, action: str, label: Any, obj: Any) -> Any:
        return _("恢复在册") if action == "leave" and obj.ended_on else label


class MediatorButtons(PersonButtons):
    more = (*PersonButtons.more, ("badge", _("徽章")))

    def offered(self, action: str, obj: Any) -> bool:
        return action != "badge" or (obj.certificate and not obj.ended_on)


class _Columns:
    gender = either("woman", _("女"), _("男"), called=_("性别"))
    is_listed = either("listed", _("公开"), _("不公开"), called=_("在网上公开"))
    field_names = listed_codes("matters", matter_names, called=_("专长领域"))
    spoken = listed_codes("languages", lambda: LANGUAGES, called=_("会说的语言"))


class MediatorAdmin(_Columns, RegisterAdmin):
    """Exported in the order of a filing list: who, where, certificate, then what else is known."""

    model = Mediator
    menu_label = _("人民调解员")
    menu_icon = "user"
    base_url_path = "mediators"
    list_display = ["name", "organisation", "employment", "grade", "certificate", "valid_until"]
    list_select_related = ["organisation"]
    list_filter = [InOffice, Certified, "full_time", "grade"]
    button_helper_class = MediatorButtons
    ways = (("directory_filing", _("备案名单"), "directory.change_mediator"),)
    search_handler_class = PersonSearch
    search_fields = ["name", "certificate", "organisation__name"]
    list_export = [
        "name", "gender", "education", "organisation", "organisation_kind", "employment", "source", "certificate",
        "issued_on", "valid_until", "grade", "field_names", "spoken", "public_phone", "started_on", "ended_on",
        "end_reason",
    ]  # fmt: skip
    inspect_view_fields_exclude = _NEVER_LISTED
    edit_handler = ObjectList(
        [
            *_WHO,
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("full_time"), FieldPanel("arbitration")]),
            MultiFieldPanel(
                [
                    FieldPanel("certificate", help_text=_("县司法局培训合格以后颁发。")),
                    FieldRowPanel([FieldPanel("issued_on"), FieldPanel("valid_until")]),
                    FieldPanel("grade", help_text=_("一级最高。")),
                ],
                heading=_("调解员证和等级"),
            ),
            FieldRowPanel([FieldPanel("education"), FieldPanel("source")]),
            _SKILLS,
            _PUBLIC,
            _REACHED,
        ],
        base_form_class=MediatorForm,
    )

    employment = either("full_time", _("专职"), _("兼职"), called=_("专（兼）职"))

    def organisation_kind(self, mediator: Mediator) -> Any:
        return mediator.organisation.get_kind_display()

    organisation_kind.short_description = _("机构类别")


class LawyerAdmin(_Columns, RegisterAdmin):
    model = Lawyer
    menu_label = _("律师")
    menu_icon = "user"
    base_url_path = "lawyers"
    list_display = ["name", "firm", "kind", "licence", "licensed_on", "on_roster", "pool_since"]
    list_select_related = ["firm"]
    list_filter = [InOffice, InPool, "kind", "aid_roster"]
    button_helper_class = PersonButtons
    search_handler_class = PersonSearch
    search_fields = ["name", "licence", "firm__name"]
    list_export = [
        "name", "gender", "firm", "kind", "licence", "licensed_on", "on_roster", "pool_since", "villages",
        "field_names", "spoken", "public_phone", "started_on", "ended_on", "end_reason",
    ]  # fmt: skip
    inspect_view_fields_exclude = _NEVER_LISTED
    edit_handler = ObjectList(
        [
            *_WHO,
            FieldRowPanel([FieldPanel("firm"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("licence"), FieldPanel("licensed_on")]),
            FieldRowPanel(
                [
                    FieldPanel("aid_roster"),
                    FieldPanel("pool_since", help_text=_("进入这一天要执业满3年；不在库的不填。")),
                ]
            ),
            MultiFieldPanel(
                [FieldPanel("counsel_of", help_text=_("每个村（社区）只有一名法律顾问。"))],
                heading=_("村（社区）法律顾问"),
                classname="collapsed",
            ),
            _SKILLS,
            _PUBLIC,
            _REACHED,
        ],
        base_form_class=LawyerForm,
    )

    on_roster = either("aid_roster", _("在册"), NONE, called=_("法律援助名册"))

    def villages(self, lawyer: Lawyer) -> str:
        return "、".join(village.name for village in lawyer.counsel_of.all())

    villages.short_description = _("担任法律顾问的村（社区）")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).prefetch_related("counsel_of")


class ExpertAdmin(RegisterAdmin):
    model = Expert
    menu_label = _("专家")
    menu_icon = "user"
    base_url_path = "experts"
    list_display = ["name", "panel", "specialty", "workplace", "title", "availability"]
    list_filter = [InOffice, "panel"]
    button_helper_class = PersonButtons
    search_fields = ["name", "specialty", "workplace", "title"]
    list_export = [
        "name", "gender", "panel", "specialty", "workplace", "title", "organiser", "availability", "started_on",
        "ended_on", "end_reason",
    ]  # fmt: skip
    inspect_view_fields_exclude = _NEVER_LISTED
    edit_handler = ObjectList(
        [
            *_WHO,
            FieldRowPanel([FieldPanel("panel"), FieldPanel("specialty")]),
            FieldRowPanel([FieldPanel("workplace"), FieldPanel("title")]),
            FieldRowPanel(
                [FieldPanel("organiser", help_text=_("如“县卫生健康局”。")), FieldPanel("availability")]
            ),
            _REACHED,
        ],
        base_form_class=ExpertForm,
    )

    gender = either("woman", _("女"), _("男"), called=_("性别"))


class InformantAdmin(RegisterAdmin):
    """Nobody reads a list of them outside the office: it would put them at risk."""

    model = Informant
    menu_label = _("信息员、志愿者")
    menu_icon = "user"
    base_url_path = "informants"
    list_display = ["name", "role", "division", "cell", "started_on"]
    list_select_related = ["division"]
    list_filter = [InOffice, "role"]
    button_helper_class = PersonButtons
    search_fields = ["name", "division__name", "cell"]
    list_export = ["name", "gender", "role", "division", "cell", "started_on", "ended_on", "end_reason"]
    inspect_view_fields_exclude = _NEVER_LISTED
    edit_handler = ObjectList(
        [
            *_WHO,
            FieldPanel("role"),
            FieldRowPanel(
                [FieldPanel("division"), FieldPanel("cell", help_text=_("如“3号楼”“第二村民小组”。"))]
            ),
            _REACHED,
        ],
        base_form_class=InformantForm,
    )

    gender = either("woman", _("女"), _("男"), called=_("性别"))
