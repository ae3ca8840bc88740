"""Whose turn it is, what is late, what somebody looks for. Counts stop at MOST_COUNTED: nobody reads further."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from services.cases import lookup
from services.cases.models import Case, Handler, Party
from services.cases.rules import READS_OWN, visible
from services.directory.matters import taxonomy
from tenants.cipher import fingerprint
from tenants.models import Tenant, User
from tenants.phones import normalise

MOST_COUNTED = 999
TABS = ("mine", "others", "late", "all", "registered")
# Here the one that ends first stands first; elsewhere the newest.
BY_DUE = frozenset({"mine", "others", "late"})
_IDENTITY = re.compile(r"^\d{15}$|^\d{17}[\dXx]$|^[0-9A-Z]{18}$")


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; blank means everything. `state` is a code, or `open` and `closed`."""

    organisation: int | None = None
    procedure: str = ""
    matter: str = ""
    channel: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


def in_tab(tab: str, user: User, held: Collection[str], now: datetime | None = None) -> QuerySet[Case]:
    """The cases this person may see, of one tab."""
    cases = visible(Case.objects.all(), user, held)
    if tab == "mine":
        return cases.filter(_waits_for(user, held), is_open=True)
    if tab == "others":
        return cases.filter(is_open=True).exclude(_waits_for(user, held))
    if tab == "late":
        return cases.filter(is_open=True, due_at__lt=now or timezone.now())
    return cases.filter(opened_by=user) if tab == "registered" else cases


def in_order(cases: QuerySet[Case], by: str) -> QuerySet[Case]:
    if by == "due":
        return cases.order_by(F("due_at").asc(nulls_last=True), "pk")
    return cases.order_by("-opened_at", "-pk")


class _HowMany(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()


def counted(lists: Mapping[str, QuerySet[Case]], tenant: Tenant) -> dict[str, int]:
    """Several lists in one query. One more than MOST_COUNTED stands for all beyond it."""
    capped = {
        name: _HowMany(cases.order_by().values("pk")[: MOST_COUNTED + 1]) for name, cases in lists.items()
    }
    return dict(Tenant.objects.filter(pk=tenant.pk).values(**capped).get())


def narrowed(cases: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    exact = {
        "organisation": wanted.organisation,
        "procedure_code": wanted.procedure,
        "channel": wanted.channel,
    }
    cases = cases.filter(**{name: value for name, value in exact.items() if value})
    if wanted.matter:
        cases = cases.filter(matter__in=_with_parts(wanted.matter))
    if wanted.state in ("open", "closed"):
        cases = cases.filter(is_open=wanted.state == "open")
    elif wanted.state:
        cases = cases.filter(state=wanted.state)
    if wanted.since:
        cases = cases.filter(opened_at__gte=_midnight(wanted.since))
    if wanted.until:
        cases = cases.filter(opened_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return cases.filter(_said(wanted.text.strip())) if wanted.text.strip() else cases


def _waits_for(user: User, held: Collection[str]) -> Q:
    """A mediator or lawyer acts in the cases they are named in; other roles share their work."""
    own = set(held)
    named = Exists(Handler.objects.filter(case=OuterRef("pk"), user=user, until=None))
    waits = Q(waiting_for__in=own - READS_OWN)
    return waits | Q(named, waiting_for__in=own & READS_OWN) if own & READS_OWN else waits


def _said(text: str) -> Q:
    """A number, a title, a name; a whole phone or identity number by its fingerprint."""
    found = Q(number__contains=lookup.tidy_number(text)) | Q(title__icontains=text)
    people = Q(name__icontains=text)
    try:
        people |= Q(phone_mark=fingerprint(normalise(text)))
    except ValidationError:
        if _IDENTITY.match(text):
            people |= Q(identity_mark=fingerprint(text.upper()))
    return found | Q(pk__in=Party.objects.filter(people).values("case"))


def _with_parts(matter: str) -> list[str]:
    known = taxonomy()
    return [code for code in known.matters if any(one.code == matter for one in known.line(code))] or [matter]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
