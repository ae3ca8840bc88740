"""Brings a tenant to life around a root page that the storey of pages hands in."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tenants import roles
from tenants.actions.errors import TenantError
from tenants.models import Division, RoleGroup, Tenant
from tenants.models.tenant import SLUG
from tenants.scope import in_tenant


@dataclass(frozen=True)
class Address:
    hostname: str
    port: int
    is_default: bool = False


@transaction.atomic
def create_tenant(
    slug: str,
    *,
    name: str,
    division: Division,
    root_page: Page,
    address: Address,
    parent: Tenant | None = None,
    kind: str = Tenant.Kind.COUNTY,
) -> Tenant:
    """In one transaction: root page, site, collection, the tenant, a group per role, the publishing workflow.

    `root_page` is not saved yet. Raises TenantError, and changes nothing, when slug, host or division is taken.
    """
    _refuse_if_taken(slug, division, address)
    Page.get_first_root_node().add_child(instance=root_page)
    site = Site.objects.create(
        hostname=address.hostname,
        port=address.port,
        site_name=name,
        root_page=root_page,
        is_default_site=address.is_default,
    )
    collection = Collection.get_first_root_node().add_child(name=name)
    tenant = Tenant.objects.create(
        slug=slug,
        name=name,
        kind=kind,
        division=division,
        parent=parent,
        site=site,
        root_page=root_page.page_ptr,
        root_collection=collection,
    )
    with in_tenant(tenant):
        groups = {role.key: _make_group(tenant, role) for role in roles.ROLES.values()}
    _make_workflow(tenant, groups)
    return tenant


def _refuse_if_taken(slug: str, division: Division, address: Address) -> None:
    try:
        SLUG(slug)
    except ValidationError as error:
        raise TenantError(
            _("标识“%(slug)s”无效：%(why)s") % {"slug": slug, "why": error.messages[0]}
        ) from error
    if Tenant.objects.filter(slug=slug).exists():
        raise TenantError(_("标识“%(slug)s”已被使用，未作任何更改。") % {"slug": slug})
    if Tenant.objects.filter(division=division).exists():
        raise TenantError(_("区划“%(name)s”已经开通，未作任何更改。") % {"name": division})
    if Site.objects.filter(hostname=address.hostname).exists():
        raise TenantError(_("网址“%(host)s”已被使用，未作任何更改。") % {"host": address.hostname})


def permissions(names: tuple[str, ...], app: str = "") -> list[Permission]:
    """Raises Permission.DoesNotExist for a name that no app declares."""
    found = []
    for name in names:
        label, codename = name.split(".") if "." in name else (app, name)
        found.append(Permission.objects.get(content_type__app_label=label, codename=codename))
    return found


def _make_group(tenant: Tenant, role: roles.Role) -> Group:
    group = Group.objects.create(name=f"{tenant.slug}:{role.key}")
    group.permissions.set(permissions(role.models))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=tenant.root_page, permission=permission)
        for permission in permissions(role.page, app="wagtailcore")
    )
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=tenant.root_collection, permission=permission)
        for permission in permissions(role.media)
    )
    RoleGroup.objects.create(tenant=tenant, role=role.key, group=group)
    return group


def _make_workflow(tenant: Tenant, groups: dict[str, Group]) -> None:
    task = GroupApprovalTask.objects.create(name=_("%(name)s审核员") % {"name": tenant.name})
    task.groups.set([groups[roles.REVIEWER], groups[roles.COUNTY_ADMIN]])
    workflow = Workflow.objects.create(name=_("%(name)s审核") % {"name": tenant.name})
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=tenant.root_page)
