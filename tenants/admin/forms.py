"""No form of the admin takes another tenant's row: not as a choice, not inside a block, not as a link in a text."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Site

from tenants.admin.ownership import cut, owns_key
from tenants.admin.references import named_rows
from tenants.models import RoleGroup, Tenant
from tenants.scope import current_tenant


def cut_choices(form: forms.BaseForm) -> None:
    """Cuts every field that chooses rows. Outside a tenant (a command) there is nothing to keep apart."""
    tenant = current_tenant()
    if tenant is None:
        return
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            field.queryset = cut(field.queryset, tenant)
            field.error_messages["invalid_choice"] = _("所选内容不存在，或者不属于本单位，请重新选择。")


def keep_own_choices(form: forms.BaseForm) -> None:
    """For a form that saves: where a site may be left open, that would mean all counties."""
    cut_choices(form)
    tenant = current_tenant()
    for field in form.fields.values() if tenant else ():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None and field.queryset.model is Site:
            field.required, field.empty_label, field.initial = True, None, tenant.site_id


def name_roles(form: forms.BaseForm) -> None:
    """A group is called by the role whose permissions it carries: its own name is for the system."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None and field.queryset.model is Group:
            field.label_from_instance = _role_of


def _role_of(group: Group) -> str:
    role = RoleGroup.objects.filter(group=group).first()
    return str(role.get_role_display()) if role else group.name


def names_foreign_row(value: object, tenant: Tenant) -> bool:
    return any(not owns_key(tenant, table, key) for table, key in set(named_rows(value)))


def refuse_foreign_rows(form: forms.BaseForm) -> None:
    """For what is no plain choice: blocks and rich text. The refused value never reaches the instance."""
    tenant = current_tenant()
    if tenant is None:
        return
    for name, value in list(form.cleaned_data.items()):
        field = form.fields.get(name)
        if field is None or isinstance(field, forms.ModelChoiceField):
            continue
        if names_foreign_row(value, tenant):
            form.add_error(name, _("其中引用的页面、图片或文件不存在，或者不属于本单位，请删除后重新选择。"))


class TenantPageForm(WagtailAdminPageForm):
    """The form of every page. What it refuses is refused in every Wagtail form: see tenants/admin/seams.py."""
