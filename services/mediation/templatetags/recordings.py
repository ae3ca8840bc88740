from datetime import timedelta
from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import ngettext

from services.mediation.models import Recording, Room
from services.mediation.recordings import WHY, may_watch

register = template.Library()


@register.inclusion_tag("mediation/admin/recordings.html", takes_context=True)
def recordings(context: Context, room: Room) -> dict[str, Any]:
    """The list on the page of a room. Whoever may not watch sees that there are recordings."""
    request = context["request"]
    rows = list(Recording.objects.filter(room=room).select_related("seat"))
    may = bool(rows) and may_watch(rows[0], request.user, request.roles)
    return {"rows": rows, "may": may}


@register.filter
def why(row: Recording) -> str:
    return WHY.get(row.why, "")


@register.filter
def length(row: Recording) -> str:
    """Minutes, whole; what is shorter in seconds."""
    seconds = round(((row.stopped_at or row.started_at) - row.started_at) / timedelta(seconds=1))
    if seconds < 60:
        return ngettext("%(count)d秒", "%(count)d秒", seconds) % {"count": seconds}
    return ngettext("%(count)d分钟", "%(count)d分钟", seconds // 60) % {"count": seconds // 60}
