"""What the end of a clock brings: warnings, escalation, and the step that the deadline itself takes."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from services.calendar.queries import working_days
from services.cases import clockwork, notice_kinds
from services.cases.actions.advance import advance
from services.cases.actions.record import append, locked
from services.cases.actions.run_clocks import settle
from services.cases.actions.tell import acting, tell_member, tell_parties
from services.cases.actors import SYSTEM, Doer
from services.cases.errors import CaseError
from services.cases.models import Case, CaseClock, CaseEvent
from services.cases.queries.procedures import declared
from services.cases.wording import on_record
from services.procedures.clocks import Instant
from services.procedures.spec import Procedure
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

log = logging.getLogger("fengqiao.cases")

BATCH = 500


def meet_deadlines(now: datetime | None = None) -> int:
    """For every county: all instants up to now that nobody heard of yet, however long ago.

    Returns how many clocks spoke.
    """
    now = now or timezone.now()
    with across_tenants(reason="the timetable looks after every county's clocks"):
        waiting = CaseClock.objects.filter(status=CaseClock.Status.RUNNING, speaks_at__lte=now)
        tenants = list(Tenant.objects.filter(pk__in=waiting.order_by().values("tenant").distinct()))
    return sum(_of_county(tenant, now) for tenant in tenants)


def _of_county(tenant: Tenant, now: datetime) -> int:
    done = 0
    with in_tenant(tenant):
        for pk in _due(now):
            try:
                _speak(pk, now)
                done += 1
            except CaseError:
                log.exception("clock %s of %s could not be met", pk, tenant.slug)
    return done


def _due(now: datetime) -> Iterator[int]:
    """One after the other: a case that moves may change the clocks of the others."""
    found = CaseClock.objects.filter(status=CaseClock.Status.RUNNING, speaks_at__lte=now)
    yield from list(found.order_by("speaks_at", "pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _speak(pk: int, now: datetime) -> None:
    row = CaseClock.objects.select_related("case__version").get(pk=pk)
    case = locked(row.case)
    row = CaseClock.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.status != CaseClock.Status.RUNNING or row.speaks_at is None or row.speaks_at > now:
        return
    procedure = declared(case.version)
    instants = clockwork.reading(row, procedure, working_days()).instants
    for instant in [one for one in instants[row.spoken :] if one.at <= now]:
        _tell(case, procedure, row, instant, now)
        row.spoken += 1
    settle(row, procedure, working_days())
    moved = row.due_at is not None and row.due_at <= now and _move(case, procedure, row, now)
    if not moved:
        if (
            row.speaks_at is not None and row.speaks_at <= now
        ):  # its step was refused: it is not tried every minute
            row.speaks_at = None
        row.save(update_fields=["spoken", "speaks_at", "due_at", "assumed_from", "unknown_because"])


def _move(case: Case, procedure: Procedure, row: CaseClock, now: datetime) -> bool:
    """The step that the end of the clock takes, where it can be taken from here."""
    row.save(update_fields=["spoken", "due_at"])
    ways = [way for way in procedure.leaving(case.state) if way.due == row.code]
    for way in ways:
        try:
            with transaction.atomic():
                advance(case, way.code, doer=Doer(on_record("期限届满"), due=row.code), now=now)
            return True
        except CaseError as refusal:
            text = on_record("期限届满，但不能自动“%(step)s”：%(why)s") % {"step": way.name, "why": refusal}
            append(case, CaseEvent.Kind.CLOCK, text, doer=SYSTEM, code=row.code, shown=False, at=now)
    return False


def _tell(case: Case, procedure: Procedure, row: CaseClock, instant: Instant, now: datetime) -> None:
    clock = procedure.by_clock[row.code]
    day = clockwork.last_day(row)
    words = {"number": case.number, "clock": clock.name, "day": f"{day:%Y-%m-%d}" if day else ""}
    text = _sentence(instant) % words
    once = f"clock:{row.pk}:{row.started_at.isoformat()}:{instant.kind}:{instant.at.isoformat()}"
    late = instant.kind in ("overdue", "escalate")
    kind = notice_kinds.ESCALATION if instant.kind == "escalate" else notice_kinds.WARNING
    for user in acting(case, instant.to or case.turn):
        tell_member(kind, case, user, text, once=f"{once}:{user.pk}")
    if instant.kind in ("overdue", "escalate"):
        append(case, CaseEvent.Kind.CLOCK, text, doer=SYSTEM, code=row.code, shown=late, at=now)
    elif "party" in (instant.to or case.turn):
        tell_parties(notice_kinds.DUE, case, {"sentence": text}, once=once)


def _sentence(instant: Instant) -> str:
    return {
        "start": on_record("%(number)s：“%(clock)s”开始计算，%(day)s届满。"),
        "warn": on_record("%(number)s：“%(clock)s”将于%(day)s届满。"),
        "due": on_record("%(number)s：“%(clock)s”今天届满。"),
        "overdue": on_record("%(number)s：“%(clock)s”已于%(day)s届满，请尽快办理。"),
        "escalate": on_record("%(number)s：“%(clock)s”已于%(day)s届满，现报请您督办。"),
    }[instant.kind]
