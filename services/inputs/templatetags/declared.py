from typing import Any

from django import template

from services.inputs.bound import Bound

register = template.Library()


@register.inclusion_tag("inputs/form.html", takes_context=True)
def declared_form(context: template.Context, bound: Bound) -> dict[str, Any]:
    """All fields of a declared form, inside the caller's `<form>`."""
    return {"bound": bound, "csrf_token": context.get("csrf_token")}
