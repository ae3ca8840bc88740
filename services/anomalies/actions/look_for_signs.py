"""Looks over the mediations of a year and keeps what is found. It changes no case and blocks nothing."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from services.anomalies.gathering import county_of, mark_of, told
from services.anomalies.models import Finding, FindingNote, Look
from services.anomalies.signs import Sign, look
from services.cases.lines import read_line
from services.cases.wording import on_record
from services.directory.models import Mediator
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant

DAYS = 365
# Kinds that grow: what is found again shares a case with what was found before, its key may have changed.
GROWING = ("copied", "same_sides", "circle")
# A cleared finding is opened again when it has become stronger, or when so many cases have come to it.
MORE = 2


def look_everywhere(now: datetime | None = None) -> int:
    """Every county, each in a transaction of its own; how many findings were new."""
    with across_tenants(reason="the timetable looks for signs in every county"):
        tenants = list(Tenant.objects.filter(kind=Tenant.Kind.COUNTY))
    today = timezone.localdate(now)
    return sum(look_for_signs(one, today - timedelta(days=DAYS), today, now=now) for one in tenants)


def look_for_signs(
    tenant: Tenant, since: date, until: date, *, now: datetime | None = None, anew: bool = False
) -> int:
    """How many findings were new. Where nothing has changed since the last look, it costs three sums.

    `anew`: also where nothing has changed.
    """
    now = now or timezone.now()
    with in_tenant(tenant):
        mark, count = mark_of(tenant, since, until)
        if not anew and Look.objects.filter(mark=mark).exists():
            return 0
        signs = look(told(since, until), county_of(tenant)) if count else []
        with transaction.atomic():
            new = _keep(tenant, signs, now)
            Look.objects.update_or_create(
                tenant=tenant,
                defaults={"mark": mark, "since": since, "until": until, "cases": count, "at": now},
            )
        return new


def _keep(tenant: Tenant, signs: Iterable[Sign], now: datetime) -> int:
    known = {one.key: one for one in Finding.objects.prefetch_related("cases")}
    held = {key: {case.pk for case in one.cases.all()} for key, one in known.items()}
    grown = {(one.kind, pk): one for key, one in known.items() if one.kind in GROWING for pk in held[key]}
    organisations = dict(Mediator.objects.values_list("pk", "organisation"))
    new = 0
    for sign in signs:
        before = known.get(sign.key) or next(
            (grown[sign.kind, pk] for pk in sign.cases if (sign.kind, pk) in grown), None
        )
        if before is None:
            new += _add(tenant, sign, organisations, now)
        else:
            _seen_again(before, sign, held[before.key], now)
    return new


def _add(tenant: Tenant, sign: Sign, organisations: dict[int, int], now: datetime) -> int:
    line = read_line(sign.mediator)
    mediator = line[1] if line and line[1] in organisations else None
    made, new = Finding.objects.get_or_create(
        tenant=tenant,
        key=sign.key[:120],
        defaults={
            "kind": sign.kind,
            "strength": sign.strength,
            "reason": sign.reason,
            "mediator_id": mediator,
            "organisation_id": organisations.get(mediator) if mediator else None,
            "first_seen": now,
            "last_seen": now,
        },
    )
    made.cases.add(*sign.cases)
    return int(new)


def _seen_again(finding: Finding, sign: Sign, held: set[int], now: datetime) -> None:
    """What was once part of it stays: nothing that somebody has looked into disappears."""
    added = set(sign.cases) - held
    worse = sign.strength > finding.strength or len(added) >= MORE
    if finding.state == Finding.State.CLEARED and worse:
        text = on_record("排除以后又有新的情况，重新列入：%(reason)s") % {"reason": sign.reason}
        FindingNote.objects.create(
            tenant_id=finding.tenant_id,
            finding=finding,
            state=Finding.State.OPEN,
            text=text,
            actor_name=on_record("系统"),
            at=now,
        )
        finding.state = Finding.State.OPEN
    finding.strength, finding.reason, finding.last_seen = sign.strength, sign.reason, now
    finding.save(update_fields=["strength", "reason", "last_seen", "state"])
    if added:
        finding.cases.add(*added)
        held |= added
