import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from services.inputs.bound import Bound

register = template.Library()
_HAN = re.compile(r"[\u4e00-\u9fff]")


@register.inclusion_tag("inputs/form.html", takes_context=True)
def declared_form(context: template.Context, bound: Bound) -> dict[str, Any]:
    """All fields of a declared form, inside the caller's `<form>`."""
    return {"bound": bound, "csrf_token": context.get("csrf_token")}


@register.filter
def han(text: Any) -> str | SafeString:
    """What a form declares is Chinese in every language; on a page in another one it says so (WCAG 3.1.2)."""
    return format_html('<span lang="zh-Hans">{}</span>', text) if _is_foreign(text) else str(text)


@register.filter
def han_lang(text: Any) -> SafeString:
    """The same as an attribute, where no element may stand inside."""
    return mark_safe(' lang="zh-Hans"') if _is_foreign(text) else mark_safe("")


def _is_foreign(text: Any) -> bool:
    return not (get_language() or "zh").startswith("zh") and bool(_HAN.search(str(text)))
