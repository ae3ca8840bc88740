"""The demo's duty rosters: lawyers at the court on Monday and Wednesday mornings, a leader who receives daily."""

import tomllib
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from home.demo import content
from services.booking.actions.plan_roster import plan_roster
from services.booking.actions.publish_roster import publish_roster
from services.booking.models import (
    MAKEUP,
    Appointment,
    BookableService,
    Occupied,
    Resource,
    Roster,
    RosterMember,
    RosterTime,
    Session,
    Shift,
)
from services.booking.roster_queries import line_up, wanted
from services.booking.rostering import assign
from services.directory.kinds import OrganisationKind
from services.directory.models import Lawyer, Organisation
from services.directory.terms import in_office
from tenants.models import Tenant
from tenants.scope import in_tenant

WEEKS_BACK, WEEKS_AHEAD, WEEKS_HANDED = 3, 6, 2


def load_rosters() -> int:
    """How many counties got rosters: none where there is any."""
    with (content.FOLDER / "shared" / "rosters.toml").open("rb") as file:
        plan = tomllib.load(file)
    made = 0
    for name in content.COUNTIES:
        tenant = Tenant.objects.get(slug=name)
        with in_tenant(tenant):
            if not Roster.objects.exists():
                _load(tenant, plan)
                made += 1
    return made


@transaction.atomic
def _load(tenant: Tenant, plan: dict[str, Any]) -> None:
    own = plan[tenant.slug]
    court = _office(OrganisationKind.COURT)
    pool = Lawyer.objects.filter(in_office(), pool_since__isnull=False).order_by("pk")
    roster = _roster(tenant, plan["court"], court, pool_only=True)
    _staff(roster, [_lawyer(one) for one in pool], (time(8, 30), time(12)), days=(0, 2))
    _history(roster)
    _court_service(roster, plan["court"]["service"])
    bureau = _office(OrganisationKind.JUSTICE_BUREAU)
    leaders = [_person(tenant, bureau, name) for name in own["leaders"]]
    reception = _roster(tenant, plan["leaders"], bureau)
    _staff(reception, leaders, (time(9), time(11)), days=(*range(5), MAKEUP))
    _history(reception)
    _leader_service(reception, plan["leaders"]["service"])


def _office(kind: str) -> Organisation:
    return Organisation.objects.filter(kind=kind).order_by("division__code", "pk").first()


def _lawyer(lawyer: Lawyer) -> Resource:
    """Who can be booked already stays one and the same."""
    made, _new = Resource.objects.get_or_create(
        tenant=lawyer.tenant,
        lawyer=lawyer,
        defaults={"organisation": lawyer.firm, "name": lawyer.name, "user": lawyer.user},
    )
    return made


def _person(tenant: Tenant, office: Organisation, name: str) -> Resource:
    return Resource.objects.create(tenant=tenant, organisation=office, name=name)


def _roster(
    tenant: Tenant, entry: dict[str, Any], office: Organisation, *, pool_only: bool = False
) -> Roster:
    return Roster.objects.create(
        tenant=tenant, organisation=office, pool_only=pool_only, public=True, name=entry["name"],
        handed_to=entry.get("handed_to", ""), days_ahead=entry["days_ahead"], basis=entry["basis"],
    )  # fmt: skip


def _staff(
    roster: Roster, people: list[Resource], hours: tuple[time, time], *, days: tuple[int, ...]
) -> None:
    opens, closes = hours
    for day in days:
        RosterTime.objects.create(tenant=roster.tenant, roster=roster, day=day, opens=opens, closes=closes)
    for person in people:
        RosterMember.objects.create(tenant=roster.tenant, roster=roster, resource=person)


def _history(roster: Roster) -> None:
    """What was, as the desk wrote it down; then what comes, of which the next weeks are at the place already."""
    today = timezone.localdate()
    first, yesterday = today - timedelta(weeks=WEEKS_BACK), today - timedelta(days=1)
    chosen = assign(wanted(roster, first, yesterday), line_up(roster, first, yesterday))
    for count, (turn, person) in enumerate(chosen.items()):
        absent = count == 1
        times = {} if absent else {"came_at": turn.starts_at - timedelta(minutes=5), "left_at": turn.ends_at}
        Shift.objects.create(
            tenant=roster.tenant, roster=roster, starts_at=turn.starts_at, ends_at=turn.ends_at, place=turn.place,
            resource_id=person, state=Shift.State.ABSENT if absent else Shift.State.DONE,
            published_at=turn.starts_at - timedelta(days=roster.days_ahead), **times,
        )  # fmt: skip
    plan_roster(roster, today, today + timedelta(weeks=WEEKS_AHEAD), actor=None)
    publish_roster(roster, today, today + timedelta(weeks=WEEKS_HANDED), actor=None)
    _handed_in_time(roster)


def _handed_in_time(roster: Roster) -> None:
    """An office that starts with the demo would be late with every list of its first week."""
    for shift in roster.shifts.filter(state=Shift.State.PUBLISHED):
        in_time = shift.starts_at - timedelta(days=roster.days_ahead)
        if in_time < shift.published_at:
            Shift.objects.filter(pk=shift.pk).update(published_at=in_time)


def _court_service(roster: Roster, entry: dict[str, Any]) -> None:
    service = BookableService.objects.create(
        tenant=roster.tenant, organisation=roster.organisation, roster=roster, channels=("in_person",),
        choose_person=False, lead_minutes=60, every=entry["minutes"],
        **{name: entry[name] for name in ("code", "name", "summary", "minutes")},
    )  # fmt: skip
    service.resources.set([one.resource for one in roster.members.select_related("resource")])


def _leader_service(roster: Roster, code: str) -> None:
    """Booked with whoever is on duty that day; what the demo booked with the window goes to them."""
    service = BookableService.objects.filter(code=code).first()
    if service is None:
        return
    for session in service.sessions.filter(starts_at__gt=timezone.now()):
        leader = _on_duty(roster, session.starts_at)
        if leader:
            Occupied.objects.filter(session=session, resource=session.person_id).update(resource=leader)
            Session.objects.filter(pk=session.pk).update(person=leader)
            Appointment.objects.filter(session=session).update(person=leader)
    service.roster = roster
    service.save(update_fields=["roster"])
    service.resources.set([one.resource for one in roster.members.select_related("resource")])


def _on_duty(roster: Roster, moment: datetime) -> Resource | None:
    shift = roster.shifts.filter(starts_at__lte=moment, ends_at__gt=moment).select_related("resource").first()
    return shift.resource if shift else None
