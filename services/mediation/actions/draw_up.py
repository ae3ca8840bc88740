"""The agreement out of the clauses everybody agreed to, and back again as long as nobody has signed it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.documents.errors import PaperError
from services.documents.queries import issued_pdf_of
from services.mediation import matters, signals
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.cards import agreed_terms
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.pages import page_count
from services.mediation.rules import Can
from services.mediation.signing import in_force
from services.mediation.terms import lines
from tenants.journal import note
from tenants.scope import in_tenant


@transaction.atomic
def draw_up(due: str, how: str, more: Mapping[str, str], confirmed: Sequence[str], *, actor: Seat) -> None:
    """Raises RoomError while a clause is open, and where the matter is not so far."""
    room, lead = entitled(actor, Can.DRAW_UP)
    if room.paper_id is not None:
        raise RoomError(_("协议书已经拟好。要改条款，请先收回协议书。"))
    terms = agreed_terms(room)
    if not terms:
        raise RoomError(_("还有条款没有谈妥，各方都同意以后才能拟定协议书。"))
    agreed = matters.Agreed(
        *lines(terms), due=_day(due), how=how.strip(), by=lead.pk, more=more, confirmed=tuple(confirmed)
    )
    try:
        room.paper = matters.matter(room.about).draw_up(room, agreed, lead)
    except PaperError as error:
        raise RoomError(str(error)) from error
    pages = page_count(issued_pdf_of(room.paper))
    room.paper_terms = {**agreed.as_kept(), "pages": pages}
    room.save(update_fields=["paper", "paper_terms"])
    noted(room, "drawn_up", by=lead, paper=room.paper.code)
    note(lead.user, "mediation_drawn_up", room, paper=room.paper.shown_code)
    changed(room, "paper", "clauses")
    _tell(room)


@transaction.atomic
def take_back_paper(reason: str, *, actor: Seat) -> None:
    """Back to the clauses. What somebody has signed stays; so does the reason why it does not."""
    room, lead = entitled(actor, Can.DRAW_UP)
    if room.paper is None:
        raise RoomError(_("还没有拟定协议书。"))
    if room.paper.signatures.exists():
        raise RoomError(_("已经有人签名，协议书不能收回。"))
    if not reason.strip():
        raise RoomError(_("请写明为什么收回。"))
    paper = room.paper
    if in_force(room) is not None:
        try:
            matters.matter(room.about).take_back(room, reason.strip(), lead)
        except PaperError as error:
            raise RoomError(str(error)) from error
    room.paper, room.paper_terms = None, {}
    room.save(update_fields=["paper", "paper_terms"])
    noted(room, "paper_taken_back", by=lead, paper=paper.code)
    changed(room, "paper", "clauses")


def _day(said: str) -> str:
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise RoomError(_("请填写履行期限。")) from error
    if day < timezone.localdate():
        raise RoomError(_("履行期限不能早于今天。"))
    return day.isoformat()


def _tell(room: Room) -> None:
    def told() -> None:
        with in_tenant(room.tenant):
            signals.drawn_up.send(Room, room=room)

    transaction.on_commit(told, robust=True)
