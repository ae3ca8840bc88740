"""How the minutes begin. Always in Chinese."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from services.mediation.models import Room, Seat
from services.mediation.on_paper import on_paper

_IN_CHARGE = (Seat.Role.MEDIATOR, Seat.Role.CO_MEDIATOR)


def beginning(room: Room) -> str:
    # Who left a sealed room is missed by those in it alone, until it is opened.
    away = ~Q(place=Seat.Place.JOINT)
    seats = list(Seat.objects.filter(Q(state=Seat.State.ADMITTED) | away, room=room))
    others = [seat for seat in seats if seat.role not in (*_IN_CHARGE, Seat.Role.RECORDER)]
    with override("zh-hans"):
        return on_paper(
            "minutes",
            began=on_paper("moment", at=timezone.localtime(room.opened_at or room.starts_at)),
            code=room.code,
            title=room.title,
            organisation=room.organisation.name if room.organisation else "",
            mediators=_names(seats, *_IN_CHARGE),
            recorder=_names(seats, Seat.Role.RECORDER) or _names(seats, *_IN_CHARGE),
            people="\n".join(_person(seat) for seat in others),
        )


def _names(seats: list[Seat], *roles: str) -> str:
    return "、".join(seat.name for seat in seats if seat.role in roles)


def _person(seat: Seat) -> str:
    side = f"{seat.get_side_display()}　" if seat.side else ""
    key = "person_known" if seat.identity else "person"
    return on_paper(key, side=side, name=seat.name, role=seat.get_role_display())
