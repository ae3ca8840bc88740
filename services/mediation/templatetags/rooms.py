import re
from typing import Any

from django import template

from services.mediation import wording
from services.mediation.queries import coming_of

register = template.Library()
register.filter("spoken_moment", wording.spoken)


@register.filter
def dialled(number: str) -> str:
    """What a telephone can dial of a number as it is written: up to the extension."""
    return re.sub(r"[^0-9+]", "", re.split(r"[\u8f6c,，#*]", number, maxsplit=1)[0])


@register.inclusion_tag("mediation/my_block.html", takes_context=True)
def my_rooms(context: template.Context) -> dict[str, Any]:
    """The rooms that the person who is signed in is invited to, for the page of all that is theirs."""
    return {"seats": coming_of(context["request"].user)}


@register.filter
def matter_kind(about: str) -> str:
    return about.partition(":")[0]


@register.filter
def matter_number(about: str) -> str:
    return about.partition(":")[2]
