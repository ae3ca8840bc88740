"""Assignments, consultations, duty and hours of the county, each thing carrying the county's mark."""

from typing import TYPE_CHECKING

from django.utils import timezone

from services.booking.models import Roster
from services.cases.models import Case
from services.directory.models import Lawyer
from services.legal_aid.models import AidSettings, Assignment, Consultation, HoursEntry, Statement, Volunteer

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_legal_aid(world: "World") -> None:
    mark, tenant, now = world.mark.word, world.tenant, timezone.now()
    AidSettings.objects.update_or_create(site=tenant.site, defaults={"high": 84})
    case = Case.objects.get(pk=world.ids["case"])
    lawyer = Lawyer.objects.get(pk=world.ids["lawyer"])
    Assignment.objects.create(
        tenant=tenant, case=case, event=case.events.first(), lawyer=lawyer, name=f"{mark}律师", place=2, out_of=3,
        shown={"need": {}, "candidates": [{"name": mark, "place": 1, "reasons": [mark], "excluded": []}]},
        reason=mark, actor_name=mark, at=now,
    )  # fmt: skip
    asked = Consultation.objects.create(
        tenant=tenant, at=now, channel="counter", lawyer=lawyer, name=f"{mark}问", summary=mark,
        answer="call_back", call_back_on=timezone.localdate(now),
    )  # fmt: skip
    entry = HoursEntry.objects.create(
        tenant=tenant, lawyer=lawyer, on=timezone.localdate(now), kind="lecture", hours=2, note=mark
    )
    statement = Statement.objects.create(
        tenant=tenant,
        roster=Roster.objects.get(pk=world.ids["roster"]),
        month=timezone.localdate(now).replace(day=1),
        rows=[{"name": mark}],
        confirmed_name=mark,
        confirmed_at=now,
    )
    application = Volunteer.objects.create(tenant=tenant, lawyer=lawyer, note=mark)
    world.ids |= {
        "consultation": asked.pk, "hours_entry": entry.pk, "statement": statement.pk, "volunteer": application.pk,
    }  # fmt: skip
