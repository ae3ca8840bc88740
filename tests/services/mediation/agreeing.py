"""A room in which everything is agreed, ready for its paper."""

import base64
import io
from decimal import Decimal

from PIL import Image, ImageDraw

from services.mediation.actions.agree import agree
from services.mediation.actions.propose import propose
from services.mediation.actions.sign_agreement import Drawn, sign_agreement
from services.mediation.models import Room, Seat
from tests.services.mediation.people import USUAL, make_room

WITH_AGENT = {**USUAL, "agent": ("agent", "b", "柳律师"), "observer": ("observer", "", "旁听人")}


def ink() -> bytes:
    """A drawn signature."""
    picture = Image.new("RGBA", (300, 120), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((20, 20, 280, 100), fill=(20, 30, 40, 255), width=6)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def sent_ink() -> str:
    """As the browser sends it."""
    return f"data:image/png;base64,{base64.b64encode(ink()).decode()}"


def sits(room: Room, ref: str) -> Seat:
    return Seat.objects.select_related("room__tenant", "acts_for").get(room=room, ref=ref)


def everybody_inside(room: Room, identified: bool = True) -> Room:
    """The agent speaks for B with special authority."""
    seats = Seat.objects.filter(room=room)
    agents = seats.filter(role="agent")
    agents.update(acts_for=seats.filter(role="party", side="b").first(), authorised=True)
    seats.update(state=Seat.State.ADMITTED, identity=Seat.Identity.NAME if identified else "")
    Room.objects.filter(pk=room.pk).update(state=Room.State.OPEN)
    return Room.objects.select_related("tenant", "organisation").get(pk=room.pk)


def agreed_on(room: Room, a: str = "a", b: str = "b", by: str = "mediator") -> None:
    clauses = (
        ("text", "界线", "以老槐树到井台的直线为界", None),
        ("money", "补偿", "一次付清", Decimal(800)),
    )
    for kind, title, text, amount in clauses:
        clause = propose(kind, title, text, amount, actor=sits(room, by))
        for party in (a, b):
            agree(clause.pk, 1, actor=sits(room, party))


def ready_room(slug: str = "jia", people=WITH_AGENT, **more) -> Room:
    """In the county's scope."""
    room = everybody_inside(make_room(slug, people, **more))
    agreed_on(room)
    return room


def signs_by_hand(room: Room, ref: str) -> None:
    seat = sits(room, ref)
    sign_agreement(Drawn(seen=seat.room.paper.pdf_sha256, image=ink()), actor=seat)
