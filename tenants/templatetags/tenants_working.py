from typing import Any

from django import template

from tenants.admin.switching import bar

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
