"""A person who works in two counties is, on the host of one, a person of that one only.

Django's own permissions are cut by the authentication backend; here are the pages, collections and sites that
Wagtail finds through a person's groups.
"""

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from tenants.models import Membership, Tenant, User
from tenants.queries import live

_FOUND_OUT_BEFORE = "_explorable_root_page_cache"


def groups_of(user: User, tenant: Tenant) -> QuerySet[Group]:
    """Groups of the tenant that a live membership stands behind."""
    standing = Membership._base_manager.filter(
        live(), user=user, tenant=tenant, role=OuterRef("role_group__role")
    )
    return Group.objects.filter(Exists(standing), user=user, role_group__tenant=tenant)


def narrow(user: User, tenant: Tenant) -> User:
    """Fills the two places where Wagtail looks, `user.groups` and what it keeps on the user, with lazy queries."""
    if user.is_anonymous:
        return user
    groups = groups_of(user, tenant)
    vars(user).pop(_FOUND_OUT_BEFORE, None)
    user._prefetched_objects_cache = {**getattr(user, "_prefetched_objects_cache", {}), "groups": groups}
    pages = GroupPagePermission.objects.select_related("page", "permission")
    collections = GroupCollectionPermission.objects.select_related("collection", "permission")
    user._page_permission_cache = pages.filter(group__in=groups)
    user._collection_permission_cache = collections.filter(group__in=groups)
    user._site_permission_cache = GroupSitePermission.objects.select_related("permission").filter(group__in=groups)
    return user
