from typing import Any

from django.utils import timezone

from services.mediation.models import Room, Seat
from services.mediation.rules import leads, listed, may_enter, present, together


def seen(room: Room, seat: Seat) -> list[dict[str, Any]]:
    """Everybody by name; of those who are not in the same place nothing else. The door is the mediators' to see.

    Who leaves a sealed room is gone for those in it; outside it goes on as if they still were.
    """
    everybody = Seat.objects.filter(room=room)
    led = leads(seat)
    return [
        {
            **_plain(one, seat),
            **(_for_leads(one) if led else {}),
            **(_detail(one) if together(one, seat) else {}),
        }
        for one in everybody
        if led or listed(one, seat)
    ]


def _plain(one: Seat, seat: Seat) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "role": one.role,
        "role_label": str(one.get_role_display()),
        "side": one.side,
        "side_label": str(one.get_side_display()) if one.side else "",
        "here": together(one, seat),
        "me": one.pk == seat.pk,
    }


def _detail(one: Seat) -> dict[str, Any]:
    return {
        "present": present(one, timezone.now()),
        "hand": one.hand,
        "conn": one.conn,
        "muted": one.muted,
        "microphone": one.microphone,
        "camera": one.camera,
        "screen": one.screen,
        "identified": bool(one.identity),
    }


def _for_leads(one: Seat) -> dict[str, Any]:
    """Who moves people knows where they are and whether they are asked for, wherever that is."""
    return {
        "present": present(one, timezone.now()),
        "hand": one.hand,
        "identified": bool(one.identity),
        "state": one.state,
        "state_label": str(one.get_state_display()),
        "place": one.place,
        "place_label": str(one.get_place_display()),
        "may": [place for place in Seat.Place.values if may_enter(one, place)],
        "identity": str(one.get_identity_display()) if one.identity else "",
        "consented": one.consented,
    }
