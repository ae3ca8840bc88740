"""Rooms with their seats and the cookies of whoever sits there; printed as JSON for the clients."""

import json
import sys
from datetime import timedelta
from importlib import import_module

import django
from django.conf import settings
from django.db import transaction
from django.utils import timezone

django.setup()

from django.test import Client  # noqa: E402

from home.actions.open_site import open_site  # noqa: E402
from services.mediation.actions.open_room import Person, Plan, open_room  # noqa: E402
from services.mediation.models import Room, Seat  # noqa: E402
from tenants import roles  # noqa: E402
from tenants.actions.grant_role import grant_role  # noqa: E402
from tenants.models import Tenant, User  # noqa: E402
from tenants.scope import in_tenant  # noqa: E402
from tests.people import sign_in  # noqa: E402

SLUG = "bench"


def write(rooms: int) -> None:
    """A mediator, who is signed in and sits in all of them, and one party of each side with a session by code."""
    tenant, mediator = _county()
    cookie = _signed_in(mediator)
    with in_tenant(tenant), transaction.atomic():
        found = [_room(mediator, cookie) for _ in range(rooms)]
    print(json.dumps({"host": tenant.site.hostname, "rooms": found}))


def _county() -> tuple[Tenant, User]:
    tenant = Tenant.objects.select_related("site").filter(slug=SLUG).first()
    if tenant is None:
        umbrella = open_site("bench-city", name="量衡市", division_code="970100", kind=Tenant.Kind.UMBRELLA)
        tenant = open_site(SLUG, name="量衡县", division_code="970121", parent=umbrella)
    user, made = User.objects.get_or_create(username="bench-mediator", defaults={"name": "周明"})
    if made:
        grant_role(user, tenant=tenant, role=roles.MEDIATOR)
    return tenant, user


def _signed_in(user: User) -> str:
    client = sign_in(Client(), user.username)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _room(mediator: User, cookie: str) -> dict:
    people = [
        Person("mediator", "周明", user=mediator, ref="mediator"),
        Person("party", "沈秋禾", side="a", ref="a"),
        Person("party", "陆长庚", side="b", ref="b"),
    ]
    room = open_room(Plan("宅基地边界", timezone.now() + timedelta(minutes=1), people), actor=mediator)
    seats = {seat.ref: seat for seat in Seat.objects.filter(room=room)}
    cookies = {"mediator": cookie} | {key: _by_code(room, seats[key]) for key in "ab"}
    return {"code": room.code, "seats": {key: [seats[key].pk, cookies[key]] for key in cookies}}


def _by_code(room: Room, seat: Seat) -> str:
    """What entering by a code leaves in the session."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    seat.holder = f"bench{seat.pk}"[:16]
    seat.save(update_fields=["holder"])
    session["mediation_seats"] = {room.code: [seat.pk, seat.holder]}
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    write(int(sys.argv[1]))
