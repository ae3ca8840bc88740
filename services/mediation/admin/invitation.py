"""An invitation as it is shown: the address, its square, the code. Shown on one page, once."""

import io
from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from services.mediation.actions.invite import address
from services.mediation.models import Room, Seat
from tenants.cipher import seal, unseal


@dataclass(frozen=True)
class Invitation:
    seat: Seat
    code: str
    address: str
    square: SafeString

    @property
    def spaced(self) -> str:
        """As people read it aloud."""
        return f"{self.code[:4]} {self.code[4:]}"


def hand_over(request: HttpRequest, seat: Seat, code: str) -> None:
    """Keeps the code, sealed, for the one page that shows it."""
    request.session[_place(seat.room)] = seal(f"{seat.pk}:{code}")


def handed_over(request: HttpRequest, room: Room) -> Invitation | None:
    kept = request.session.pop(_place(room), "")
    if not kept:
        return None
    pk, _colon, code = unseal(kept).partition(":")
    seat = Seat.objects.filter(room=room, pk=pk).first()
    if seat is None:
        return None
    link = address(room, code)
    return Invitation(seat, code, link, mark_safe(_square(link)))  # noqa: S308 (made here, of an address made here)


def _place(room: Room) -> str:
    return f"mediation-code-{room.pk}"


def _square(link: str) -> str:
    out = io.BytesIO()
    segno.make(link, error="m").save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, nl=False, omitsize=True
    )
    return out.getvalue().decode()
