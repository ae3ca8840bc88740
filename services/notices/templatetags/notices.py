from django import template
from django.http import HttpRequest

from services.notices.queries import unread_count

register = template.Library()


@register.simple_tag
def unread_notices(request: HttpRequest) -> int:
    """Of a citizen, for the pages that lead to the inbox."""
    return unread_count(request.user, desk=False) if request.user.is_authenticated else 0
