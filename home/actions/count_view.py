from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from home.models import PageViews


@transaction.atomic
def count_view(page: Page) -> None:
    """One more reading of a page today. Nothing is kept of the reader."""
    today = timezone.localdate()
    PageViews.objects.get_or_create(page=page, day=today)
    PageViews.objects.filter(page=page, day=today).update(count=F("count") + 1)
