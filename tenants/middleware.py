from collections.abc import Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string

from tenants.resolve import tenant_for_host
from tenants.scope import in_tenant

# Asked by load balancers, which know the machine and not the county.
WITHOUT_TENANT = {"/healthz", "/readyz"}


class TenantMiddleware:
    """Opens the scope of the tenant whose host was asked for.

    1. addresses about the machine pass without a tenant;
    2. an unknown host gets a plain 404 page, never another county's site;
    3. `request.tenant` is set, and Wagtail is told the site so that it asks the database for none;
    4. everything below runs inside the tenant's scope.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if iscoroutinefunction(get_response):
            raise RuntimeError("TenantMiddleware holds a scope over a synchronous call.")
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in WITHOUT_TENANT or request.path.startswith("/static/"):
            return self.get_response(request)
        tenant = tenant_for_host(request.get_host())
        if tenant is None:
            return HttpResponseNotFound(render_to_string("portal/unknown_host.html"))
        request.tenant = tenant
        request._wagtail_site = tenant.site
        with in_tenant(tenant):
            return self.get_response(request)
