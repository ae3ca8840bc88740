from datetime import date

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.calendar.periods import ended
from services.cases.wording import in_chinese
from services.reviews import notice_kinds
from services.reviews.actions.finish import tell_officers
from services.reviews.cycles import basis_of
from services.reviews.eligible import closed
from services.reviews.models import Round
from services.reviews.models.settings import Board
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

A_DAY = 24 * 3600


def remind_of_rounds(today: date | None = None) -> int:
    """Tells the officers of every county once of a quarter that ended and that no round was announced for."""
    day = today or timezone.localdate()
    with across_tenants(reason="the timetable looks after every county's reviews"):
        tenants = list(Tenant.objects.filter(kind=Tenant.Kind.COUNTY))
    return sum(_of_county(tenant, day) for tenant in tenants)


@override("zh-hans")
def _of_county(tenant: Tenant, day: date) -> int:
    key = f"reviews-looked-after:{tenant.pk}:{day}"
    if caches["shared"].get(key):
        return 0
    (quarter,) = ended(day, "quarter", 1)
    since, until = quarter.first, quarter.last
    with in_tenant(tenant):
        announced = set(Round.objects.filter(since=since).values_list("board", flat=True))
        told = sum(
            _remind(tenant, board, since, until)
            for board in Board
            if board not in announced and closed(board, since, until).exists()
        )
    caches["shared"].set(key, True, A_DAY)
    return told


def _remind(tenant: Tenant, board: Board, since: date, until: date) -> int:
    words = {
        "quarter": Round(since=since, until=until).quarter,
        "board": in_chinese(board.label),
        "basis": "、".join(f"{one.document_number} {one.clause}" for one in basis_of(tenant, board)),
    }
    said = _("%(quarter)s已经结束，%(board)s还没有公告评查。每季度评查一次，依据：%(basis)s。") % words
    return tell_officers(
        notice_kinds.DUE.code, said, link="/admin/reviews/announce/", once=f"review-due:{board}:{since}"
    )
