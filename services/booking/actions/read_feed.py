from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from services.booking.models import CalendarFeed

# Programs ask every few minutes; the back office wants to know whether anybody still does.
_NOTED = timedelta(hours=1)


def read_feed(feed: CalendarFeed) -> None:
    now = timezone.now()
    CalendarFeed.objects.filter(Q(read_at=None) | Q(read_at__lt=now - _NOTED), pk=feed.pk).update(read_at=now)
