"""The one door to wagtail-modeladmin. Lists, forms and exports of a tenant's own tables stand on TenantModelAdmin.

What it adds to the stock class: rows of the active tenant only, in lists, filters and by address; the tenant of a
new row comes from the scope and never from the form; every change is journalled; who is refused is told so (403);
an export prints what a person reads, not the stored key.
"""

from typing import Any

from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, get_resolver
from django.utils.encoding import force_str
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, HistoryView, IndexView, InspectView

from tenants.admin.addresses import KEYS
from tenants.admin.ownership import condition, cut, owns
from tenants.journal import note
from tenants.models import TenantOwned, User
from tenants.scope import current_tenant


class TenantPermissionHelper(PermissionHelper):
    """A permission is never enough for a row: it must be the active tenant's, too."""

    def _is_own(self, row: Model) -> bool:
        tenant = current_tenant()
        return tenant is not None and owns(tenant, row)

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return self._is_own(obj) and super().user_can_inspect_obj(user, obj)

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return self._is_own(obj) and super().user_can_edit_obj(user, obj)

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return self._is_own(obj) and super().user_can_delete_obj(user, obj)


class ReadOnlyPermissionHelper(TenantPermissionHelper):
    """For rows that only actions write: everybody who may view them may read, nobody may change."""

    def user_can_list(self, user: User) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        return self.inspect_view_enabled and self._is_own(obj) and self.user_can_list(user)

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class OwnRelatedFilter(RelatedFieldListFilter):
    """Django offers every row of the related table to filter by."""

    def field_choices(self, field: Field, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        own = condition(field.related_model, request.tenant)
        return field.get_choices(include_blank=False, limit_choices_to=own)


class Refusing:
    """Wagtail answers a refusal with a redirect to its dashboard, which a script takes for success."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except PermissionDenied as refusal:
            return get_resolver().resolve_error_handler(403)(request, exception=refusal)


class TenantIndexView(Refusing, IndexView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stock modeladmin fails with 500 on a query parameter that it cannot filter by."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(self.index_url)

    def to_row_dict(self, item: Model) -> dict[str, Any]:
        row = super().to_row_dict(item)
        for name in row:
            display = getattr(item, f"get_{name}_display", None)
            if display is not None:
                row[name] = force_str(display())
        return row


class TenantCreateView(Refusing, CreateView):
    def get_instance(self) -> TenantOwned:
        return getattr(self, "instance", None) or self.model(tenant=current_tenant())

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note(self.request.user, "create", self.instance)
        return response


class TenantEditView(Refusing, EditView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note(self.request.user, "edit", self.instance, changed=form.changed_data)
        return response


class TenantDeleteView(Refusing, DeleteView):
    def delete_instance(self) -> None:
        note(self.request.user, "delete", self.instance)
        super().delete_instance()


class TenantInspectView(Refusing, InspectView):
    pass


class TenantHistoryView(Refusing, HistoryView):
    pass


class TenantModelAdmin(ModelAdmin):
    permission_helper_class = TenantPermissionHelper
    index_view_class = TenantIndexView
    create_view_class = TenantCreateView
    edit_view_class = TenantEditView
    delete_view_class = TenantDeleteView
    inspect_view_class = TenantInspectView
    history_view_class = TenantHistoryView

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return cut(super().get_queryset(request), request.tenant)

    def get_list_filter(self, request: HttpRequest) -> list:
        return [self._cut_filter(name) for name in super().get_list_filter(request)]

    def _cut_filter(self, name: Any) -> Any:
        related = isinstance(name, str) and "__" not in name and self.opts.get_field(name).is_relation
        return (name, OwnRelatedFilter) if related else name

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Tells the guard whose rows these addresses name."""
        urls = super().get_admin_urls_for_registration()
        KEYS.update({url.name: self.model for url in urls})
        return urls
