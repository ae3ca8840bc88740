"""A room that belongs to nothing else: its agreement is issued and signed under the room's own number."""

from collections.abc import Sequence

from django.utils.translation import override

from services.documents.actions.issue import Seat as Place
from services.documents.actions.issue import issue
from services.documents.actions.revoke import revoke
from services.documents.actions.sign import Signing, sign
from services.documents.models import Paper
from services.mediation import matters
from services.mediation.models import Room, Seat
from services.mediation.persons import Person
from services.mediation.terms import han_day
from tenants.models import User

KIND = "mediation_agreement"
_SIDES = {Seat.Side.A: "applicants", Seat.Side.B: "respondents", Seat.Side.NONE: "third_parties"}


class StandsAlone:
    title = ""
    organisation = None

    def __init__(self, about: str) -> None:
        self.about = about

    def people(self) -> Sequence[Person]:
        return ()

    def agenda(self) -> Sequence[tuple[str, str]]:
        return ()

    def may_open(self, user: User) -> bool:
        return False

    def needs(self, room: Room, lines: Sequence[str], money: Sequence[str]) -> matters.Needs:
        return matters.Needs()

    def draw_up(self, room: Room, agreed: matters.Agreed, actor: Seat) -> Paper:
        parties, mediators = _signers(room)
        context = {
            **{code: [one.name for one in parties if one.side == side] for side, code in _SIDES.items()},
            "mediators": [one.name for one in mediators],
            "facts": room.title,
            "agreement": agreed.text,
            "performance_way": agreed.how,
            "performance_due": han_day(agreed.due),
        }
        office = room.organisation.name if room.organisation else room.tenant.name
        return issue(
            KIND, context=context, actor=actor.user, matter_number=room.code, subject_label=room.title,
            office=office, seats=[_place(one) for one in (*parties, *mediators)],
        )  # fmt: skip

    def take_back(self, room: Room, reason: str, actor: Seat) -> None:
        revoke(room.paper, actor=actor.user, reason=reason)

    def sign(self, room: Room, place: str, signing: Signing, actor: Seat) -> None:
        sign(room.paper, place, signing, actor=actor.user)


@matters.register("")
def stand_alone(about: str) -> StandsAlone:
    return StandsAlone(about)


def _signers(room: Room) -> tuple[list[Seat], list[Seat]]:
    """Side A, side B, those on no side; and who led it. Each gets the code by which the paper knows them."""
    seats = list(Seat.objects.filter(room=room, role__in=(Seat.Role.PARTY, Seat.Role.MEDIATOR)))
    for one in seats:
        if not one.ref:
            one.ref = f"seat-{one.pk}"
            one.save(update_fields=["ref"])
    order = list(_SIDES)
    parties = [one for one in seats if one.role == Seat.Role.PARTY]
    parties.sort(key=lambda one: (order.index(one.side), one.pk))
    return parties, [one for one in seats if one.role == Seat.Role.MEDIATOR]


@override("zh-hans")
def _place(seat: Seat) -> Place:
    label = seat.get_side_display() if seat.side else seat.get_role_display()
    return Place(seat.ref, str(label), seat.name)
