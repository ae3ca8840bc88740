"""A room in which people sit, without sockets: rows as they are once the mediator has let everybody in."""

import io
from types import SimpleNamespace

from pypdf import PdfWriter

from services.mediation.actions.share_file import share_file
from services.mediation.models import Room, Seat, SharedFile
from services.mediation.parts.table import seen
from tenants.scope import in_tenant
from tests.services.mediation.people import FULL, make_room


def seated(
    slug: str = "jia", people: dict[str, tuple[str, str, str]] = FULL, **more: object
) -> SimpleNamespace:
    """`.room`, and everybody by key; all admitted, in the joint room."""
    room = make_room(slug, people, **more)
    with in_tenant(room.tenant):
        Room.objects.filter(pk=room.pk).update(state=Room.State.OPEN)
        Seat.objects.filter(room=room).update(state=Seat.State.ADMITTED, conn="c" * 16)
        rows = {row.ref: row for row in Seat.objects.filter(room=room).select_related("room__tenant")}
    return SimpleNamespace(room=room, **rows)


def put_in(place: str, *seats: Seat) -> None:
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(place=place)
    for seat in seats:
        seat.place = place


def part(seat: Seat, name: str | None) -> object:
    """As the consumer reads it for this seat now; all of them without a name."""
    now = Seat.objects.select_related("room__tenant").get(pk=seat.pk)
    parts = seen(now.room, now, name and [name])
    return parts.get(name) if name else parts


def pdf(pages: int = 3) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _number in range(pages):
        writer.add_blank_page(300, 400)
    writer.write(out)
    return out.getvalue()


def shared(seat: Seat, name: str = "鉴定意见.pdf", pages: int = 3) -> SharedFile:
    return share_file(name, pdf(pages), actor=seat)
