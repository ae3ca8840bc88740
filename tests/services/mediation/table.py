"""A room in which everybody sits, with an agent who may bind B and one who may not bind A."""

from services.mediation.models import Room, Seat
from tenants.scope import in_tenant
from tests.services.mediation.people import FULL

WITH_AGENTS = {**FULL, "helper": ("agent", "a", "阮代理")}


def everybody_in(room: Room) -> Room:
    with in_tenant(room.tenant):
        seats = {seat.ref: seat for seat in Seat.objects.filter(room=room)}
        Seat.objects.filter(pk=seats["agent"].pk).update(acts_for=seats["b"], authorised=True)
        Seat.objects.filter(pk=seats["helper"].pk).update(acts_for=seats["a"], authorised=False)
        Seat.objects.filter(room=room).update(state=Seat.State.ADMITTED)
        Room.objects.filter(pk=room.pk).update(state=Room.State.OPEN)
        return Room.objects.select_related("tenant").get(pk=room.pk)
