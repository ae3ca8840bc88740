"""The agreement is signed on the screen, by one after the other."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from services.documents.actions.sign import Signing
from services.documents.errors import PaperError
from services.documents.models import PaperSignature
from services.documents.queries import pdf_of
from services.mediation import matters, signals
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, Seat
from services.mediation.pages import page_count
from services.mediation.signing import in_force, problem, signs, turn
from tenants.scope import in_tenant

Method = PaperSignature.Method


@dataclass(frozen=True)
class Drawn:
    """`image`: a PNG, or nothing where the name was typed. `seen`: SHA-256 of the paper whose pages were shown."""

    seen: str
    image: bytes = b""
    typed: str = ""
    device: str = ""


@transaction.atomic
def sign_agreement(drawn: Drawn, *, actor: Seat) -> None:
    """Raises NotAllowed for whoever's turn it is not, RoomError with the reason otherwise."""
    room, seat = entitled(actor)
    paper = in_force(room)
    if paper is None:
        raise RoomError(_("现在没有要签的协议书。"))
    place = turn(paper)
    if place is None:
        raise RoomError(_("协议书已经签好。"))
    if not signs(seat, place["code"]):
        raise NotAllowed(_("现在轮到%(name)s签名。") % {"name": place["name"]})
    if why := problem(seat):
        raise NotAllowed(why)
    try:
        matters.matter(room.about).sign(room, place["code"], _signing(drawn, seat, place["name"]), seat)
    except PaperError as error:
        raise RoomError(str(error)) from error
    noted(room, "paper_signed", by=seat, paper=paper.code, signer=place["code"])
    changed(room, "paper")
    paper.refresh_from_db()
    if paper.signed_sha256:
        room.paper_terms = {**room.paper_terms, "pages": page_count(pdf_of(paper))}
        room.save(update_fields=["paper_terms"])
        noted(room, "agreed", by=seat, paper=paper.code)
        _tell(room)


def _signing(drawn: Drawn, seat: Seat, name: str) -> Signing:
    statement = _("我已看过这份协议书，内容和我的意思一致")
    if seat.role == Seat.Role.AGENT:
        if not drawn.image:
            raise NotAllowed(_("代理人请手写签名。"))
        statement = _("由有特别授权的代理人%(name)s签名：已看过这份协议书，内容和委托人的意思一致") % {
            "name": seat.name
        }
    return Signing(
        method=Method.DRAWN if drawn.image else Method.TYPED,
        name=name if drawn.image else drawn.typed,
        statement=statement,
        seen=drawn.seen,
        image=drawn.image,
        device=drawn.device,
    )


def _tell(room: Room) -> None:
    def told() -> None:
        with in_tenant(room.tenant):
            signals.agreed.send(Room, room=room)

    transaction.on_commit(told, robust=True)
