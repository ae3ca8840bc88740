from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.admin.switching import bar
from tenants.queries import may_enter_admin

register = template.Library()


@register.inclusion_tag("tenants/admin/working_bar.html", takes_context=True)
def working_bar(context: template.Context) -> dict[str, Any]:
    """A platform operator always sees in which county they are working, and the way out."""
    request = context.get("request")
    return {
        "bar": bar(request) if request else None,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def way_on(context: template.Context) -> dict[str, str]:
    """Where somebody goes who has done with their account: to work, if they have any here."""
    request = context["request"]
    if may_enter_admin(request.user, request.tenant):
        return {"url": reverse("wagtailadmin_home"), "label": _("进入后台")}
    return {"url": reverse("account_welcome"), "label": _("回到我的账号")}
