"""The county a platform operator works in from the umbrella's host, remembered in the session."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tenants.models import Tenant, User
from tenants.queries import how_visit_ended, visit

_KEY = "working_tenant"
# Choosing, prolonging and leaving happen on the umbrella's own ground.
GROUND = "/admin/counties/"


def remember(request: HttpRequest, tenant: Tenant) -> None:
    request.session[_KEY] = tenant.pk


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def tenant(request: HttpRequest) -> Tenant:
    """The tenant this request of the back office is about: the host's own, unless an operator has entered another."""
    asked = request.session.get(_KEY)
    here = request.tenant
    if asked is None or not here.is_umbrella or not request.user.is_platform_operator:
        return here
    if request.path.startswith(GROUND):
        return here
    there = (
        Tenant.objects.select_related("site", "division", "parent", "parent__site").filter(pk=asked).first()
    )
    if there is None or visit(request.user, there) is None:
        forget(request)
        messages.warning(request, _why_over(request.user, there))
        return here
    return there


def _why_over(operator: User, there: Tenant | None) -> str:
    ended = how_visit_ended(operator, there) if there else "expired"
    if ended == "by_county":
        return _("该县已结束您的进入。需要时请与%(name)s联系，或说明原因后重新进入。") % {"name": there.name}
    if ended == "left":
        return _("您已离开%(name)s。") % {"name": there.name}
    return _("您在区县的工作时间已到，需要时请重新进入。")


def turn_to(request: HttpRequest, tenant: Tenant) -> None:
    """Tells Wagtail and the templates the county; its scope is opened by the caller."""
    request.host_tenant = request.tenant
    if tenant != request.tenant:
        request.tenant = tenant
        request._wagtail_site = tenant.site
