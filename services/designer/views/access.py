"""Who comes in: county administrators and supervisors; everybody else is told so with 403."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import get_resolver
from django.utils.translation import gettext as _

from services.designer import rules
from services.designer.models import Draft
from tenants.queries import live_roles

View = Callable[..., HttpResponse]


def held(request: HttpRequest) -> frozenset[str]:
    known = getattr(request, "roles", None)
    return live_roles(request.user, request.tenant) if known is None else known


def readers(view: View) -> View:
    """Wagtail turns a refusal into a redirect to its dashboard, which a script takes for success."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if rules.may_read(held(request)):
            return view(request, *args, **kwargs)
        refusal = PermissionDenied(_("程序设计由县级管理员和督导使用。"))
        return get_resolver().resolve_error_handler(403)(request, exception=refusal)

    return guarded


def editors(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if rules.may_edit(held(request)):
            return view(request, *args, **kwargs)
        refusal = PermissionDenied(_("只有县级管理员可以修改程序。"))
        return get_resolver().resolve_error_handler(403)(request, exception=refusal)

    return guarded


def own_draft(pk: int) -> Draft:
    """404 for one that is not there; the manager knows only the county's own."""
    return get_object_or_404(
        Draft.objects.select_related("author", "submitter", "approver", "tenant__division"), pk=pk
    )
