from django.db.models import Case, IntegerField, QuerySet, Value, When

from services.notices.models import Delivery, Notice
from tenants.models import User


def unread_count(person: User) -> int:
    return Notice.objects.filter(to_user=person, read_at=None).count()


def of_person(person: User) -> QuerySet[Notice]:
    """Unread first, then the newest."""
    read = Case(When(read_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Notice.objects.filter(to_user=person).order_by(read, "-created_at", "-pk")


def about(matter: str) -> QuerySet[Notice]:
    """What was said about a matter, with how far it came: for its own page."""
    return Notice.objects.filter(about=matter).prefetch_related("deliveries")


def failed() -> QuerySet[Delivery]:
    """What reached nobody though every attempt was made: somebody has to telephone."""
    return Delivery.objects.filter(state=Delivery.State.FAILED).select_related("notice").order_by("-pk")
