"""The wall of the back office: an address that names another county's row answers as if there were no such row."""

import logging
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from django.contrib.auth.middleware import get_user
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from tenants.admin.addresses import NotUnderstoodError, rows_in_parameters, rows_in_path
from tenants.admin.narrow import narrow
from tenants.admin.ownership import owns_key
from tenants.admin.replaced import REPLACED
from tenants.models import Tenant

log = logging.getLogger("fengqiao.tenants")

# Addresses outside the admin that name rows of Wagtail's shared tables.
PUBLIC = {"wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"}
# What belongs to the whole installation and no county works with: made by commands, closed to everybody here.
CLOSED = {
    "wagtailsites",
    "wagtailusers_groups",
    "wagtailadmin_workflows",
    "wagtailusers_users:copy",  # a person is not copied
    "wagtailadmin_error_test",
}


class AdminGuardMiddleware:
    """1. whoever signed in has only what the tenant's groups give; 2. ids in addresses are the tenant's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tenant = getattr(request, "tenant", None)
        if tenant is not None and hasattr(request, "user"):
            request.user = SimpleLazyObject(lambda: narrow(get_user(request), tenant))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        tenant = getattr(request, "tenant", None)
        name = request.resolver_match.view_name
        if tenant is None or not (name in PUBLIC or _in_admin(request)):
            return None
        if CLOSED & {name, request.resolver_match.namespace}:
            raise Http404
        _start_at_own_root(tenant, name, kwargs)
        _refuse_foreign_rows(request, tenant, kwargs)
        if name in REPLACED:
            return require_admin_access(REPLACED[name])(request, *args, **kwargs)
        return None


def _in_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _start_at_own_root(tenant: Tenant, name: str, kwargs: dict[str, Any]) -> None:
    """The tree's root, which Wagtail offers as the way up, is for a county its own first page."""
    starts_at_root = name == "wagtailadmin_choose_page"
    asked = kwargs.get("parent_page_id")
    if starts_at_root or (asked is not None and asked == Page.get_first_root_node().pk):
        kwargs["parent_page_id"] = tenant.root_page_id


def _refuse_foreign_rows(request: HttpRequest, tenant: Tenant, kwargs: dict[str, Any]) -> None:
    match = request.resolver_match
    parameters = chain(request.GET.lists(), request.POST.lists())
    try:
        named = {*rows_in_path(match, kwargs), *rows_in_parameters(match, parameters)}
    except NotUnderstoodError as error:
        log.warning("an address of the admin is not understood and refused: %s", error)
        raise Http404 from error
    if not _all_own(tenant, named):
        raise Http404


def _all_own(tenant: Tenant, named: Iterable[tuple[type, object]]) -> bool:
    return all(owns_key(tenant, table, key) for table, key in named)
