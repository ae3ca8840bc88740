from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from services.notices import channels, registry
from services.notices.hours import USUAL_QUIET, Span, first_allowed
from services.notices.models import Delivery, Notice, NoticeText, QuietHours
from services.notices.registry import Kind
from services.notices.wording import shipped
from tenants.models import Tenant, User


def unread_count(person: User, *, desk: bool = True) -> int:
    return of_person(person, desk=desk).filter(read_at=None).order_by().count()


def of_person(person: User, *, desk: bool = True) -> QuerySet[Notice]:
    """Unread first, then the newest. Away from the `desk` without what was said to a member of the staff."""
    read = Case(When(read_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())
    own = Notice.objects.filter(to_user=person)
    return (own if desk else own.filter(for_staff=False)).order_by(read, "-created_at", "-pk")


def about(matter: str) -> QuerySet[Notice]:
    """What was said about a matter, with how far it came: for its own page."""
    return Notice.objects.filter(about=matter).prefetch_related("deliveries")


def failed() -> QuerySet[Delivery]:
    """What reached nobody though every attempt was made: somebody has to telephone."""
    return (
        Delivery.objects.filter(state=Delivery.State.FAILED).select_related("notice__to_user").order_by("-pk")
    )


def own_wordings() -> dict[str, str]:
    return dict(NoticeText.objects.values_list("kind", "text"))


def wording_of(kind: Kind) -> str:
    """The county's own words, else those that were shipped."""
    own = NoticeText.objects.filter(kind=kind.code).values_list("text", flat=True).first()
    return own or shipped(kind)


def quiet_hours(tenant: Tenant) -> Span:
    """Of the tenant named, whichever scope is open: the worker serves every county."""
    own = QuietHours.objects.filter(tenant=tenant).values_list("since", "until").first()
    return Span(*own) if own else USUAL_QUIET


def when_due(notice: Notice, moment: datetime) -> datetime:
    """What is urgent leaves at once; everything else keeps the county's quiet hours and the person's own."""
    if registry.is_urgent(notice.kind):
        return moment
    own = Span(notice.since, notice.until) if notice.since and notice.until else None
    return first_allowed(timezone.localtime(moment), quiet=quiet_hours(notice.tenant), open_hours=own)


@dataclass(frozen=True)
class Way:
    """One way a notice went, as people read it. `at` is when it was sent or read, or when it is tried (again)."""

    channel: str
    result: str
    at: datetime | None
    to: str = ""
    error: str = ""
    state: str = ""


def ways(notice: Notice) -> list[Way]:
    """The inbox first. Deliveries have to be prefetched."""
    inside = channels.get(channels.INBOX)
    found = []
    if notice.to_user_id:
        read = notice.read_at
        state = "read" if read else "unread"
        found.append(Way(str(inside.label), _in_inbox(read), read or notice.created_at, state=state))
    return found + [_way(delivery) for delivery in notice.deliveries.all()]


def _in_inbox(read: datetime | None) -> str:
    return _("已读") if read else _("未读")


def _way(delivery: Delivery) -> Way:
    waits = delivery.state == Delivery.State.WAITING
    return Way(
        channels.label_of(delivery.channel),
        _("等待重发") if waits and delivery.error else delivery.get_state_display(),
        delivery.due_at if waits else delivery.sent_at,
        to=delivery.sent_to,
        error=delivery.error,
        state=delivery.state,
    )
