from django import template

from services.cases.public.door import Visit

register = template.Library()


@register.simple_tag
def door_url(seen: Visit, name: str, *more: object) -> str:
    """An address of the case behind the door through which this person came."""
    return seen.address(name, *more)
