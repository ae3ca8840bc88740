"""The county's register of organisations, their people, and who takes in what."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.helpers import DjangoORMSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from services.directory.forms import MemberForm, OrganisationForm, RoutingRuleForm
from services.directory.kinds import OrganisationKind
from services.directory.matters import Matter, taxonomy
from services.directory.models import Organisation, OrganisationMember, RoutingRule
from services.procedures.library import shipped
from tenants.modeladmin import TenantIndexView, TenantModelAdmin


class OrganisationSearch(DjangoORMSearchHandler):
    """A kind is searched for by its name, too; as a filter the kinds would fill a telephone's screen."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        found = super().search_queryset(queryset, search_term, **kwargs)
        kinds = [kind for kind, name in OrganisationKind.choices if search_term and search_term in str(name)]
        return found | queryset.filter(kind__in=kinds) if kinds else found


class OrganisationAdmin(TenantModelAdmin):
    model = Organisation
    menu_label = _("机构名录")
    menu_icon = "group"
    base_url_path = "organisations"
    list_display = ["name", "kind", "division", "phone", "standing"]
    list_select_related = ["division"]
    list_filter = ["standing"]
    search_handler_class = OrganisationSearch
    list_export = ["name", "kind", "division", "parent", "address", "phone", "opening_hours", "standing"]
    search_fields = ["name", "address", "phone"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("division")]),
            FieldPanel("parent"),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("opening_hours")]),
            FieldPanel("standing", help_text=_("停滞、撤销的机构保留在名录中，但不再受理新的事项。")),
        ],
        base_form_class=OrganisationForm,
    )


class OrganisationMemberAdmin(TenantModelAdmin):
    model = OrganisationMember
    menu_label = _("机构人员")
    menu_icon = "user"
    base_url_path = "organisation-members"
    list_display = ["user", "organisation", "title", "since", "until"]
    list_select_related = ["user", "organisation"]
    list_export = ["user", "organisation", "title", "since", "until"]
    search_fields = ["user__name", "organisation__name", "title"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("user"), FieldPanel("name")]),
            FieldRowPanel([FieldPanel("post"), FieldPanel("title")]),
            FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        ],
        base_form_class=MemberForm,
    )


class RoutingRuleIndexView(TenantIndexView):
    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Beside the county's own rules the shipped ones, which hold where it has none."""
        shipped_rules = [(taxonomy().label(one.code), _named(one)) for one in taxonomy().matters.values()]
        return super().get_context_data(*args, **kwargs) | {"shipped_rules": shipped_rules}


def _named(matter: Matter) -> list[object]:
    return [OrganisationKind(kind).label for kind in matter.kinds]


class RoutingRuleAdmin(TenantModelAdmin):
    model = RoutingRule
    index_view_class = RoutingRuleIndexView
    index_template_name = "directory/admin/routing_rules.html"
    menu_label = _("纠纷受理规则")
    menu_icon = "redirect"
    base_url_path = "routing-rules"
    list_display = ["matter_called", "procedure_called", "first", "second", "third", "note"]
    list_export = ["matter_called", "procedure_called", "first", "second", "third", "note", "basis"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("matter"), FieldPanel("procedure")]),
            FieldPanel(
                "first", help_text=_("先找事发地的这类机构，没有再逐级向上找；一级也没有，才找下一类。")
            ),
            FieldRowPanel([FieldPanel("second"), FieldPanel("third")]),
            FieldPanel("note", help_text=_("接在受理理由后面，群众看得到。")),
            FieldPanel("basis", help_text=_("文件名称、文号和条款。")),
        ],
        base_form_class=RoutingRuleForm,
    )

    def matter_called(self, rule: RoutingRule) -> str:
        return taxonomy().label(rule.matter) if rule.matter else str(_("所有纠纷"))

    matter_called.short_description = _("纠纷类型")
    matter_called.admin_order_field = "matter"

    def procedure_called(self, rule: RoutingRule) -> str:
        if not rule.procedure:
            return str(_("所有程序"))
        known = shipped().get(rule.procedure)
        return known.name if known else rule.procedure

    procedure_called.short_description = _("程序")
    procedure_called.admin_order_field = "procedure"


class DirectoryAdmin(ModelAdminGroup):
    menu_label = _("机构")
    menu_icon = "group"
    menu_order = 320
    items = (OrganisationAdmin, OrganisationMemberAdmin, RoutingRuleAdmin)
