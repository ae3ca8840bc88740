from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup

from services.calendar.widgets import DayInput
from services.cases.models import Case
from services.subsidies.admin.claim import OneView
from services.subsidies.admin.claims import ClaimsView, CompileView, OwnLinesView
from services.subsidies.admin.lists import ListsView, OneListView
from services.subsidies.admin.steps import StepView
from services.subsidies.clauses import linked
from services.subsidies.forms import PayeeForm, RateForm
from services.subsidies.models import Budget, Claim, Payee, PaymentList, Rate, SchemeRule
from services.subsidies.queries.money import budgets
from services.subsidies.queries.rates import charts
from services.subsidies.rules import OWN, plain
from tenants.admin.addresses import KEYS
from tenants.forms import OwnedForm
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantCreateView, TenantIndexView, TenantModelAdmin

KEYS.update({"subsidies_claim": Claim, "subsidies_list": PaymentList, "subsidies_step": Case})


class ClaimAdmin(TenantModelAdmin):
    """Claims are read here; only actions write them."""

    model = Claim
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("补贴申报")
    menu_icon = "form"
    base_url_path = "subsidies"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            path("subsidies/", ClaimsView.as_view(), name="subsidies_modeladmin_index"),
            path("subsidies/compile/", CompileView.as_view(), name="subsidies_compile"),
            path("subsidies/own/", OwnLinesView.as_view(), name="subsidies_own"),
            path("subsidies/claims/<int:pk>/", OneView.as_view(), name="subsidies_claim"),
            path("subsidies/steps/<int:pk>/<slug:transition>/", StepView.as_view(), name="subsidies_step"),
        )


class ListAdmin(TenantModelAdmin):
    model = PaymentList
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("补贴发放表")
    menu_icon = "list-ul"
    base_url_path = "subsidy-lists"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        return (
            path("subsidy-lists/", ListsView.as_view(), name="subsidy-lists_modeladmin_index"),
            path("subsidy-lists/<int:pk>/", OneListView.as_view(), name="subsidies_list"),
        )


class RateIndexView(TenantIndexView):
    """Above the county's own rates: what the documents write, and what they leave open."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        told = [
            (chart, [(offer, linked(offer.bases)) for offer in chart.offers], linked(chart.cycle_bases))
            for chart in charts(timezone.localdate())
        ]
        return super().get_context_data(*args, **kwargs) | {"charts": told}


class RateCreateView(TenantCreateView):
    def form_valid(self, form: Any) -> Any:
        form.instance.entered_by = self.request.user
        return super().form_valid(form)


class RateAdmin(TenantModelAdmin):
    model = Rate
    index_view_class = RateIndexView
    create_view_class = RateCreateView
    index_template_name = "subsidies/admin/rates.html"
    menu_label = _("补贴标准")
    menu_icon = "tag"
    base_url_path = "subsidy-rates"
    list_display = ["name", "scheme", "figure", "basis", "since", "until"]
    list_filter = ["scheme"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("scheme"), FieldPanel("name")]),
            FieldRowPanel([FieldPanel("least"), FieldPanel("most"), FieldPanel("percent")]),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("document_number"), FieldPanel("clause")]), FieldPanel("note")],
                heading=_("依据"),
                help_text=_("群众在公开页上看得到依据；没有依据的标准不能登记。"),
            ),
            FieldRowPanel([FieldPanel("since", widget=DayInput), FieldPanel("until", widget=DayInput)]),
        ],
        base_form_class=RateForm,
    )

    def figure(self, rate: Rate) -> str:
        if rate.percent:
            return f"+{rate.percent}%"
        if rate.least is None or rate.most is None:
            return ""
        return plain(rate.least) if rate.least == rate.most else f"{plain(rate.least)}–{plain(rate.most)}"

    def basis(self, rate: Rate) -> str:
        return f"{rate.document_number} {rate.clause}"

    figure.short_description = _("金额（元）")
    basis.short_description = _("依据")


class RuleAdmin(TenantModelAdmin):
    model = SchemeRule
    menu_label = _("补贴申报规则")
    menu_icon = "cog"
    base_url_path = "subsidy-rules"
    list_display = ["scheme", "review", "barred", "basis"]
    edit_handler = ObjectList(
        [
            FieldPanel("scheme"),
            FieldPanel("needs_review"),
            FieldPanel(
                "bars_officials",
                help_text=_("信访案件补助按文件一律不发给公职人员，不用勾选；其他补贴按本县规定。"),
            ),
            FieldPanel("rosters", widget=forms.CheckboxSelectMultiple),
            FieldPanel("basis"),
        ],
        base_form_class=OwnedForm,
    )

    def review(self, rule: SchemeRule) -> str:
        return str(_("评查合格的才申报") if rule.needs_review else _("没有评查的也申报"))

    def barred(self, rule: SchemeRule) -> str:
        return str(_("不领取") if rule.bars_officials else _("没有规定"))

    review.short_description = _("案卷评查")
    barred.short_description = _("公职人员")


class BudgetAdmin(TenantModelAdmin):
    model = Budget
    menu_label = _("补贴预算")
    menu_icon = "calendar"
    base_url_path = "subsidy-budgets"
    list_display = ["year", "scheme", "amount", "spent", "left"]
    list_filter = ["year"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("year"), FieldPanel("scheme")]),
            FieldPanel("amount"),
            FieldPanel("basis"),
        ],
        base_form_class=OwnedForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        own = super().get_queryset(request)
        return budgets().filter(pk__in=own.values("pk"))

    def spent(self, budget: Any) -> str:
        return plain(budget.spent)

    def left(self, budget: Any) -> str:
        rest = budget.amount - budget.spent
        return plain(rest) if rest >= 0 else str(_("超支%(amount)s") % {"amount": plain(-rest)})

    spent.short_description = _("已发放（元）")
    left.short_description = _("剩余（元）")


class PayeeAdmin(TenantModelAdmin):
    model = Payee
    menu_label = _("受款人")
    menu_icon = "user"
    base_url_path = "subsidy-payees"
    list_display = ["name", "line", "is_public", "bank", "masked"]
    list_select_related = ["lawyer", "mediator"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("official"),
            FieldRowPanel([FieldPanel("bank"), FieldPanel("account", widget=forms.TextInput)]),
        ],
        base_form_class=PayeeForm,
    )

    def line(self, payee: Payee) -> str:
        if payee.lawyer_id:
            return str(_("律师名册"))
        return str(_("调解员名册") if payee.mediator_id else _("不在名册"))

    def is_public(self, payee: Payee) -> str:
        return str(_("公职人员") if payee.is_official else _("不是"))

    def masked(self, payee: Payee) -> str:
        return f"****{payee.account[-4:]}" if payee.account else str(_("没有登记"))

    line.short_description = _("名册")
    is_public.short_description = _("公职人员")
    masked.short_description = _("收款账号")


class OwnItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(OWN & request.roles)


class SubsidiesAdmin(ModelAdminGroup):
    menu_label = _("补贴")
    menu_icon = "tick-inverse"
    menu_order = 345
    items = (ClaimAdmin, ListAdmin, RateAdmin, RuleAdmin, BudgetAdmin, PayeeAdmin)

    def get_submenu_items(self) -> Iterable[MenuItem]:
        own = OwnItem(
            _("我的补贴"), reverse_lazy("subsidies_own"), name="own-subsidies", icon_name="user", order=0
        )
        return [own, *super().get_submenu_items()]
