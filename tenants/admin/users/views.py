from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, Prefetch, QuerySet, When
from django.forms import CheckboxSelectMultiple, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from django_filters import MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from tenants import roles
from tenants.actions.change_user import change_user
from tenants.actions.create_user import create_user
from tenants.actions.errors import TenantError
from tenants.actions.require_second_factor import require_second_factor
from tenants.actions.reset_second_factor import reset_second_factor
from tenants.actions.revoke_role import revoke_role
from tenants.actions.set_roles import set_roles
from tenants.admin.users.forms import ReasonForm, SecondFactorForm
from tenants.models import JournalEntry, Membership, User
from tenants.queries import live, may_edit_person, own_accounts, people_of
from tenants.verbs import called


class PeopleFilterSet(WagtailFilterSet):
    role = MultipleChoiceFilter(
        label=gettext_lazy("角色"), choices=roles.CHOICES, widget=CheckboxSelectMultiple, method="with_role"
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def with_role(self, queryset: QuerySet[User], name: str, value: list[str]) -> QuerySet[User]:
        held = Membership.objects.filter(live(), role__in=value).values("user")
        return queryset.filter(pk__in=held) if value else queryset


def _roles_shown(user: User) -> str:
    def shown(held: Membership) -> str:
        if held.until is None:
            return str(held.get_role_display())
        return _("平台运维，临时")

    return "、".join(shown(held) for held in user.held)


class _OwnPeople:
    """Every view of a person finds only people of the tenant whose scope is open."""

    def get_queryset(self) -> QuerySet[User]:
        return people_of(self.request.tenant)


class PeopleView(generic.IndexView):
    add_item_label = gettext_lazy("新建用户")
    page_title = gettext_lazy("用户")
    search_fields = ("username", "name", "own_phone")
    default_ordering = "username"
    show_other_searches = False

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("姓名"), accessor=str, sort_key="name", get_url=self.get_edit_url),
            Column("username", label=_("用户名"), sort_key="username"),
            Column("held", label=_("角色"), accessor=_roles_shown),
            DateColumn("own_last_login", label=_("上次登录"), sort_key="own_last_login"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        """Phone and last sign-in only of the accounts this county made: a search or an order tells them as well."""
        held = Prefetch("memberships", Membership.objects.filter(live()).order_by("pk"), to_attr="held")
        own = own_accounts(self.request.tenant).values("pk")
        return (
            people_of(self.request.tenant)
            .annotate(
                own_phone=Case(When(pk__in=own, then=F("phone"))),
                own_last_login=Case(When(pk__in=own, then=F("last_login"))),
            )
            .prefetch_related(held)
        )


class _TellsErrors:
    """An action's refusal is told in the form; what it had begun is rolled back."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "tenant": self.request.tenant}

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except TenantError as error:
            form.add_error(None, str(error))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class NewPersonView(_TellsErrors, generic.CreateView):
    page_title = gettext_lazy("新建用户")
    success_message = gettext_lazy("已为%(object)s授予角色。")

    def save_instance(self) -> User:
        given, tenant, actor = self.form.cleaned_data, self.request.tenant, self.request.user
        if self.form.person is not None:
            set_roles(self.form.person, tenant=tenant, wanted=given["roles"], actor=actor)
            return self.form.person
        return create_user(
            given["username"], tenant=tenant, actor=actor, name=given["name"], phone=given["phone"],
            password=given["password"] or None, roles=given["roles"],
        )  # fmt: skip


class PersonView(_TellsErrors, _OwnPeople, generic.EditView):
    template_name = "tenants/admin/person.html"
    success_message = gettext_lazy("已保存%(object)s。")
    delete_item_label = gettext_lazy("停用")
    actions = ["edit"]

    def save_instance(self) -> User:
        """The form has laid what was typed on its own instance; the actions compare with the row."""
        given, tenant, actor = self.form.cleaned_data, self.request.tenant, self.request.user
        person = User.objects.get(pk=self.object.pk)
        if self.form.personal:
            fields = {name: given[name] for name in ("name", "username", "phone")}
            change_user(person, tenant=tenant, actor=actor, password=given["password"], **fields)
        if not person.is_platform_operator:
            set_roles(person, tenant=tenant, wanted=given["roles"], actor=actor)
        return person

    def get_last_updated_info(self) -> None:
        """Wagtail's own log of a person does not ask in which county it was written."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = JournalEntry.objects.filter(
            subject_kind=User._meta.label_lower, subject_id=str(self.object.pk)
        )[:20]
        journal = [
            {
                "at": line.at,
                "actor": line.actor_name,
                "verb": called(line.verb),
                "role": getattr(roles.ROLES.get(line.data.get("role")), "label", ""),
                "reason": line.data.get("reason", ""),
            }
            for line in lines
        ]
        may_reset = may_edit_person(self.object, self.request.tenant) and self.object != self.request.user
        return super().get_context_data(**kwargs, journal=journal, may_reset=may_reset)


class DeactivateView(_OwnPeople, generic.DeleteView):
    """Nobody is deleted: what they did stays theirs. All their roles here are taken away."""

    page_title = gettext_lazy("停用")
    template_name = "tenants/admin/deactivate.html"
    success_message = gettext_lazy("%(object)s在本县的角色已全部撤销。")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object == request.user:
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except TenantError as error:
            messages.error(request, str(error))
            return redirect(self.index_url_name)

    def delete_action(self) -> None:
        tenant, actor = self.request.tenant, self.request.user
        if self.object.is_platform_operator:
            revoke_role(self.object, tenant=tenant, role=roles.COUNTY_ADMIN, actor=actor)
        else:
            set_roles(self.object, tenant=tenant, wanted=(), actor=actor)


class _ReasonedView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = User
    permission_required = "change"
    breadcrumbs_items = ()


class ResetSecondFactorView(_ReasonedView):
    form_class = ReasonForm
    index_url_name = ""
    page_title = gettext_lazy("重置二次验证")
    template_name = "tenants/admin/reset_second_factor.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person = people_of(request.tenant).filter(pk=kwargs["pk"]).first()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.person is None or not may_edit_person(self.person, request.tenant):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.person)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        try:
            reset_second_factor(
                self.person,
                tenant=self.request.tenant,
                actor=self.request.user,
                reason=form.cleaned_data["reason"],
            )
        except TenantError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("已重置。本人下次登录后台时需要重新设置。"))
        return redirect(self.index_url_name)


class SecondFactorView(_ReasonedView):
    form_class = SecondFactorForm
    page_title = gettext_lazy("二次验证")
    header_icon = "key"
    template_name = "tenants/admin/second_factor.html"

    def get_initial(self) -> dict[str, Any]:
        return {"roles": self.request.tenant.second_factor_roles}

    def form_valid(self, form: SecondFactorForm) -> HttpResponse:
        require_second_factor(
            self.request.tenant, demanded=form.cleaned_data["roles"], actor=self.request.user
        )
        messages.success(self.request, _("已保存。"))
        return redirect("tenants_second_factor")
