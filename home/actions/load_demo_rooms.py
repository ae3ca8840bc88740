"""One video mediation of today in each county, open to try: as the mediator in one browser, as a party in another."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from home.demo import content
from home.demo.rooms import DIAL_IN, TITLE
from services.directory.models import Mediator
from services.mediation.actions.open_room import Plan, open_room
from services.mediation.models import MediationSettings, Room, Seat
from services.mediation.persons import Person
from tenants.models import Tenant, User
from tenants.scope import in_tenant

_HALF_HOUR = 30
Role, Side = Seat.Role, Seat.Side


def load_rooms() -> int:
    """How many counties got one: none where there is one that has not ended. One that was left over from yesterday
    is moved to today."""
    made = 0
    for name in content.COUNTIES:
        tenant = Tenant.objects.get(slug=name)
        with in_tenant(tenant):
            found = demo_room()
            if found is None:
                _open(tenant, content.read(name))
                made += 1
            elif timezone.localdate(found.starts_at) != timezone.localdate():
                Room.objects.filter(pk=found.pk).update(starts_at=_begins())
    return made


def demo_room() -> Room | None:
    """In the county of the scope."""
    return Room.objects.filter(title=TITLE, about="").exclude(state=Room.State.ENDED).order_by("pk").first()


def citizens(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The people of a county's file who hold no role: one for each side."""
    return [person for person in entry["people"] if not person.get("roles")][:2]


@transaction.atomic
def _open(tenant: Tenant, entry: dict[str, Any]) -> None:
    MediationSettings.objects.update_or_create(site=tenant.site, defaults={"dial_in": DIAL_IN})
    mediator, officer = (
        User.objects.get(username=f"{tenant.slug}-{role}") for role in ("mediator", "officer")
    )
    registered = Mediator.objects.select_related("organisation").filter(user=mediator).first()
    people = [
        Person(Role.MEDIATOR, str(mediator), user=mediator, ref="mediator"),
        Person(Role.RECORDER, str(officer), user=officer, ref="recorder"),
    ]
    for side, one in zip((Side.A, Side.B), citizens(entry), strict=True):
        user = User.objects.get(username=one["username"])
        people.append(
            Person(Role.PARTY, str(user), side=side, phone=user.phone, user=user, ref=f"party-{side.value}")
        )
    plan = Plan(TITLE, _begins(), people, organisation=registered.organisation if registered else None)
    open_room(plan, actor=mediator)


def _begins() -> datetime:
    """The half hour that has begun: nobody has to wait."""
    now = timezone.now()
    return now - timedelta(minutes=now.minute % _HALF_HOUR, seconds=now.second, microseconds=now.microsecond)
