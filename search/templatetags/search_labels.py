from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse

from search import links
from search.queries import Option

register = template.Library()


@register.filter
def at(labels: Mapping[str, Any], key: str) -> Any:
    """The label of a key, or the key itself."""
    return labels.get(key, key)


@register.simple_tag
def search_address(option: Option) -> str:
    return reverse("search:page") + links.address(option.text, option.filters)
