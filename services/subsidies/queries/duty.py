"""Days of duty that were kept, from the attendance of the rosters."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.models import Shift
from services.calendar.periods import Period
from services.subsidies.models import ClaimLine
from services.subsidies.queries.found import (
    Found,
    LeftOut,
    Proposal,
    Who,
    lawyer,
    mediator,
    midnight,
    officials_known,
)
from services.subsidies.queries.rates import officials, rules
from services.subsidies.schemes import Scheme


def days_of(scheme: str, period: Period) -> Proposal:
    """A day counts once, whatever the number of shifts."""
    found, seen, bar = Proposal(), _paid(scheme, period), officials(scheme)
    for who, shift in _kept(scheme, period):
        day = timezone.localdate(shift.starts_at)
        if (who.kind, who.line, day) in seen:
            continue
        seen.add((who.kind, who.line, day))
        if who.official and bar.barred:
            found.left_out.append(LeftOut(f"{day}", who.name, bar.said))
        else:
            found.lines.append(Found(who, day=day))
    unrecorded = _shifts(scheme, period).filter(state=Shift.State.ON_DUTY)
    found.left_out += [
        LeftOut(f"{timezone.localdate(one.starts_at)}", one.resource.name, _("没有登记值班结束。"))
        for one in unrecorded
        if one.resource is not None
    ]
    return found


def _kept(scheme: str, period: Period) -> list[tuple[Who, Shift]]:
    known, found = officials_known(), []
    for shift in _shifts(scheme, period).filter(state=Shift.State.DONE):
        person = shift.resource
        if person is None:
            continue
        if scheme == Scheme.LAWYER_DUTY and person.lawyer is not None:
            found.append((lawyer(person.lawyer, known), shift))
        elif scheme == Scheme.PETITION_DUTY and person.mediator is not None:
            found.append((mediator(person.mediator, known), shift))
    return found


def _shifts(scheme: str, period: Period) -> QuerySet[Shift]:
    """Of the rosters the county has named; for lawyers all where it has named none."""
    rule = rules().get(scheme)
    named = [one.pk for one in rule.rosters.all()] if rule else []
    rows = Shift.objects.filter(
        starts_at__gte=midnight(period.first), starts_at__lt=midnight(period.last + timedelta(days=1))
    )
    if named or scheme != Scheme.LAWYER_DUTY:
        rows = rows.filter(roster__in=named)
    return rows.select_related("resource__lawyer", "resource__mediator").order_by("starts_at", "pk")


def _paid(scheme: str, period: Period) -> set[tuple[str, int, object]]:
    """Days that stand in a claim already, refused ones too."""
    lines = ClaimLine.objects.filter(scheme=scheme, day__gte=period.first, day__lte=period.last)
    rows = lines.values_list("payee__lawyer", "payee__mediator", "day")
    return {("lawyer", law, day) if law else ("mediator", med or 0, day) for law, med, day in rows}
