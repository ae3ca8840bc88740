"""Who enters the back office: Wagtail asks for one permission; here tenant, hour and second factor count."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.views import logout as sign_out
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tenants.accounts import second_factor
from tenants.actions.expire_memberships import expire_memberships
from tenants.admin import working
from tenants.models import Tenant
from tenants.queries import has_overdue_visit, live_roles
from tenants.rules import needs_second_factor
from tenants.scope import in_tenant

_ADMIN = "/admin/"
# Leads to the sign-in page by itself.
_LOGIN = "/admin/login/"
_LOGOUT = "/admin/logout/"
# What the page needs on which an operator chooses a county.
_CHOOSING = ("/admin/counties/", "/admin/jsi18n/", "/admin/sprite/")


class AdminGateMiddleware:
    """For /admin/ alone, in this order:

    1. nobody signed in: to the sign-in page (a script gets a plain 403);
    2. a platform operator who works in a county from the umbrella's host: that county's scope is opened;
    3. a visit whose hour has come is ended, with its permissions;
    4. no live role in the tenant: 403, or for an operator on the umbrella's host the choice of a county;
    5. a second factor where the role demands one: set up, then shown in this session, before anything else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not f"{request.path}/".startswith(_ADMIN) or not hasattr(request, "tenant"):
            return self.get_response(request)
        if request.path in {_LOGIN, _LOGOUT}:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        tenant = working.tenant(request)
        with in_tenant(tenant):
            working.turn_to(request, tenant)
            return _stop(request, tenant) or self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        """Wagtail's own way out is for those alone whom it lets in; leaving is for everybody."""
        return sign_out(request) if request.path == _LOGOUT else None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return HttpResponse(_("请先登录。"), status=403, content_type="text/plain; charset=utf-8")
    return redirect_to_login(request.get_full_path(), resolve_url("account_login"))


def _stop(request: HttpRequest, tenant: Tenant) -> HttpResponse | None:
    """The answer for somebody who may not go on; None when the way is free."""
    if has_overdue_visit(request.user, tenant):
        expire_memberships(user=request.user)
        messages.warning(request, _("您在%(name)s的工作时间已到，需要时请重新进入。") % {"name": tenant.name})
    request.roles = live_roles(request.user, tenant)
    chooses = request.user.is_platform_operator and tenant.is_umbrella and not request.roles
    if not request.roles and not chooses:
        raise PermissionDenied(_refusal(request, tenant))
    if needs_second_factor(request.user, request.roles, tenant) and not second_factor.passed(request):
        return _to_second_factor(request)
    if chooses and not request.path.startswith(_CHOOSING):
        return HttpResponseRedirect(reverse("tenants_counties"))
    return None


def _refusal(request: HttpRequest, tenant: Tenant) -> str:
    if request.user.is_platform_operator:
        return _("平台运维人员请先在市级站点的后台选择“进入”%(name)s。") % {"name": tenant.name}
    return _("这个账号在%(name)s没有后台角色。如有需要，请联系%(name)s的管理员。") % {"name": tenant.name}


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return HttpResponse(_("请先完成二次验证。"), status=403, content_type="text/plain; charset=utf-8")
    if not second_factor.kinds(request.user):
        messages.warning(
            request, _("您的角色必须使用二次验证。请先设置身份验证器或通行密钥，然后再进入后台。")
        )
        return HttpResponseRedirect(reverse("mfa_index"))
    ways = get_adapter().get_reauthentication_methods(request.user)
    way = next(way["url"] for way in ways if way["id"].startswith("mfa_reauthenticate"))
    return HttpResponseRedirect(f"{way}?{urlencode({'next': request.get_full_path()})}")
