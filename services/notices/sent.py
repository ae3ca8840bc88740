"""What was sent to whom about a matter, when, by what channel and with what result."""

from dataclasses import dataclass
from datetime import datetime

from services.notices import queries
from services.notices.channels import masked
from services.notices.models import Notice
from services.notices.queries import Way, ways
from tenants.accounts.display import shown
from tenants.models import User

# A matter that goes on for years; the newest are shown.
MOST = 50


@dataclass(frozen=True)
class Sent:
    """`whom` is a name, or a masked number where somebody has no account."""

    name: str
    text: str
    whom: str
    at: datetime
    ways: list[Way]


def sent_about(matter: str) -> list[Sent]:
    """To everybody, for who looks after the matter: the newest first."""
    return [_sent(notice) for notice in queries.about(matter).select_related("to_user")[:MOST]]


def sent_to(matter: str, *, user: User | None, phone: str = "") -> list[Sent]:
    """To one person alone, by account or by the number that stands in the matter; not what was said to the staff."""
    told = queries.about(matter).filter(for_staff=False).select_related("to_user")
    own = (
        notice
        for notice in told
        if (user is not None and notice.to_user_id == user.pk)
        or (phone and notice.to_user_id is None and notice.to_phone == phone)
    )
    return [_sent(notice) for notice in own][:MOST]


def _sent(notice: Notice) -> Sent:
    return Sent(str(notice), notice.text, _whom(notice), notice.created_at, ways(notice))


def _whom(notice: Notice) -> str:
    return shown(notice.to_user) if notice.to_user is not None else masked(notice.to_phone)
