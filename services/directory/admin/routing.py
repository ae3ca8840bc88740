"""Who takes in which dispute, where the county says so itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from services.directory.admin.register import RegisterAdmin, RegisterListView
from services.directory.forms import RoutingRuleForm
from services.directory.kinds import OrganisationKind
from services.directory.matters import Matter, taxonomy
from services.directory.models import RoutingRule
from services.procedures.library import shipped


class RoutingRuleIndexView(RegisterListView):
    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Beside the county's own rules the shipped ones, which hold where it has none."""
        shipped_rules = [(taxonomy().label(one.code), _named(one)) for one in taxonomy().matters.values()]
        return super().get_context_data(*args, **kwargs) | {"shipped_rules": shipped_rules}


def _named(matter: Matter) -> list[object]:
    return [OrganisationKind(kind).label for kind in matter.kinds]


class RoutingRuleAdmin(RegisterAdmin):
    model = RoutingRule
    index_view_class = RoutingRuleIndexView
    index_template_name = "directory/admin/routing_rules.html"
    menu_label = _("纠纷受理规则")
    menu_icon = "redirect"
    base_url_path = "routing-rules"
    list_display = ["matter_called", "procedure_called", "first", "second", "third", "note"]
    list_export = ["matter_called", "procedure_called", "first", "second", "third", "note", "basis"]
    inspect_view_fields_exclude = ["id", "tenant"]
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
