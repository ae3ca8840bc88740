from urllib.parse import urlencode, urlsplit, urlunsplit

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from home.importer.titles import quoted

register = template.Library()
# `{{ title|quoted }}`: 《…》 around a title, 〈〉 for the titles inside it.
register.filter("quoted", quoted)


@register.filter
def colon_free(addressees: str) -> str:
    """The page sets the colon after the addressees; many people type it as well."""
    return addressees.rstrip().rstrip("：:").rstrip()


@register.simple_tag(takes_context=True)
def across(context: template.Context, address: str) -> str:
    """An address that may lie on another tenant's host, where this visitor's cookies are unknown.

    What differs from the default, elder mode and language, is taken along through that host's own switches.
    """
    parts = urlsplit(address)
    if not parts.netloc:
        return address
    path = urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))
    taken = path
    if context.get("display") == "elder":
        taken = f"{reverse('display')}?{urlencode({'mode': 'elder', 'next': taken})}"
    if (language := get_language()) and language != settings.LANGUAGE_CODE:
        taken = f"{reverse('language')}?{urlencode({'to': language, 'next': taken})}"
    return address if taken == path else f"{parts.scheme}://{parts.netloc}{taken}"
