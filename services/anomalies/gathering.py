"""The county's mediations of a period as the signs want them. Sealed texts are opened here, in memory, and leave as
hashes of their pieces; a person leaves as marks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max, Sum
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from services.anomalies.models import SignSettings
from services.anomalies.signs.texts import shingles
from services.anomalies.signs.told import County, Limits, Person, Told
from services.calendar.queries import working_days
from services.cases.lines import line
from services.cases.models import Case, CaseEvent, CaseLink, Handler, Party
from services.cases.queries.procedures import by_digest
from services.cases.settling import TERMS
from services.directory.models import Mediator
from services.directory.queries import divisions_of
from services.procedures.spec import Procedure
from tenants.cipher import fingerprint
from tenants.models import Division, Tenant

FAMILY = "mediation"
HELD, IN_FORCE = "time_start", "effective_date"
_MOBILE = re.compile(r"1\d{10}$")
# What a step is given as reasons for saying no, or where else to go, is the office's text and not the case's.
_OFFICES = ("other_route_advice", "reject_reason")


def cases_of(since: date, until: date) -> Any:
    """Both days are meant. Those that were opened then."""
    day = timezone.get_current_timezone()
    first = datetime.combine(since, time.min, tzinfo=day)
    last = datetime.combine(until, time.max, tzinfo=day)
    return Case.objects.filter(version__family=FAMILY, opened_at__range=(first, last))


def mark_of(tenant: Tenant, since: date, until: date) -> tuple[str, int]:
    """The same as long as nothing has changed that a sign reads; and how many cases there are."""
    cases = cases_of(since, until)
    counted = cases.order_by().aggregate(Count("pk"), Sum("revision"), Sum("event_count"), Max("pk"))
    people = Party.objects.filter(case__in=cases.values("pk")).aggregate(Count("pk"), Max("pk"))
    mediators = Mediator.objects.aggregate(Count("pk"), Max("pk"))
    settings = SignSettings.for_site(tenant.site)
    said = repr((counted, people, mediators, limits_of(settings), settings.inhabitants))
    return sha256(said.encode()).hexdigest(), counted["pk__count"]


def county_of(tenant: Tenant) -> County:
    phones, names = {}, {}
    for one in Mediator.objects.select_related("user"):
        key = line("mediator", one.pk)
        numbers = {one.phone, one.user.phone if one.user and one.user.phone else ""} - {""}
        phones[key] = frozenset(mark for number in numbers for mark in _marks(number))
        names[key] = one.name
    settings = SignSettings.for_site(tenant.site)
    return County(limits_of(settings), phones, names, working_days(), _inhabitants(tenant, settings))


def limits_of(settings: SignSettings) -> Limits:
    return Limits(
        a_day=settings.a_day,
        minutes=settings.minutes,
        alike=settings.alike / 100,
        session_minutes=settings.session_minutes,
        seconds=settings.seconds,
        again=settings.again,
        times_usual=settings.times_usual,
    )


def _inhabitants(tenant: Tenant, settings: SignSettings) -> dict[str, int]:
    """By the key of the village. A name that several villages bear says nothing."""
    people = settings.people()
    if not people:
        return {}
    villages = list(divisions_of(tenant).filter(level=Division.Level.VILLAGE))
    names = Counter(one.name for one in villages)
    called = {one.name: one for one in villages if names[one.name] == 1} | {one.code: one for one in villages}
    return {str(called[said].pk): count for said, count in people.items() if said in called and count}


def _marks(number: str) -> set[str]:
    """As parties' phones are marked: in the international form, or as it was typed."""
    plain = re.sub(r"[^\d+]", "", number)
    mobile = _MOBILE.search(plain)
    return {fingerprint(one) for one in (number, plain, f"+86{mobile[0]}" if mobile else plain) if one}


def told(since: date, until: date) -> list[Told]:
    """Seven queries, however many cases there are."""
    wanted = cases_of(since, until)
    cases = list(
        wanted.select_related("version", "place").order_by("pk").defer("version__text", "version__form")
    )
    keys = wanted.order_by().values("pk")
    procedures = by_digest({case.version.digest for case in cases})
    handlers, people = _handlers(keys), _people(keys)
    agreed, signed = _events(keys, cases, procedures)
    kin = _kin(cases, keys)
    return [
        _one(
            case, procedures[case.version.digest], handlers.get(case.pk), people[case.pk],
            agreed.get(case.pk), tuple(signed[case.pk]), kin.get(case.pk, 0),
        )
        for case in cases
    ]  # fmt: skip


def _one(
    case: Case,
    procedure: Procedure,
    handler: Handler | None,
    people: list[Person],
    agreed: datetime | None,
    signed: tuple[datetime, ...],
    kin: int,
) -> Told:
    village = case.place if case.place and case.place.level == Division.Level.VILLAGE else None
    names = [one.name for one in people] + ([handler.name] if handler else [])
    mediator = handler and (line("mediator", handler.mediator_id) if handler.mediator_id else handler.name)
    return Told(
        pk=case.pk,
        number=case.number,
        opened_at=timezone.localtime(case.opened_at),
        mediator=mediator or "",
        mediator_name=handler.name if handler else "",
        place=str(village.pk) if village else "",
        place_name=village.name if village else "",
        agreed_at=agreed,
        agreed_on=parse_date(str(case.data.get(IN_FORCE) or "")),
        held_at=_moment(case.data.get(HELD)),
        closed_at=timezone.localtime(case.closed_at) if case.closed_at else None,
        signed_at=signed,
        people=tuple(people),
        shingles=shingles(_text(case.data, procedure), names),
        kin=kin,
    )


def _text(data: Mapping[str, Any], procedure: Procedure) -> str:
    codes = (
        code
        for code, field in procedure.fields.items()
        if field.declared.get("type") == "long_text" and code not in _OFFICES
    )
    return "\n".join(str(data[code]) for code in sorted(codes) if isinstance(data.get(code), str))


def _moment(said: Any) -> datetime | None:
    try:
        found = parse_datetime(str(said or ""))
    except ValueError:
        return None
    if found is None:
        return None
    return timezone.localtime(found) if timezone.is_aware(found) else timezone.make_aware(found)


def _handlers(keys: Any) -> dict[int, Handler]:
    """The mediator of the case: the first with a line of the register, else the first there is."""
    found: dict[int, Handler] = {}
    rows = Handler.objects.filter(case__in=keys).order_by("pk")
    for one in sorted(rows, key=lambda row: row.mediator_id is None):
        found.setdefault(one.case_id, one)
    return found


def _people(keys: Any) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Party.objects.filter(case__in=keys, role__in=(Party.Role.PARTY, Party.Role.REPRESENTATIVE))
    columns = ("case_id", "side", "name", "phone_mark", "identity_mark", "is_organisation")
    for case, *about in rows.order_by("pk").values_list(*columns):
        found[case].append(Person(*about))
    return found


def _events(
    keys: Any, cases: Iterable[Case], procedures: Mapping[str, Procedure]
) -> tuple[dict[int, datetime], dict[int, list[datetime]]]:
    """When the step was recorded that says an agreement is reached; and when somebody signed."""
    reaching = {
        case.pk: {way.code for way in procedures[case.version.digest].transitions if TERMS in way.requires}
        for case in cases
    }
    agreed: dict[int, datetime] = {}
    signed: dict[int, list[datetime]] = defaultdict(list)
    kinds = (CaseEvent.Kind.STEP, CaseEvent.Kind.SIGNED)
    rows = CaseEvent.objects.filter(case__in=keys, kind__in=kinds).order_by("case", "position")
    for case, kind, code, at in rows.values_list("case_id", "kind", "code", "at"):
        if kind == CaseEvent.Kind.SIGNED:
            signed[case].append(timezone.localtime(at))
        elif code in reaching[case]:
            agreed.setdefault(case, timezone.localtime(at))
    return agreed, signed


def _kin(cases: Iterable[Case], keys: Any) -> dict[int, int]:
    """One number for those that were split, merged or linked, or of which one came out of the other."""
    pairs = [(case.pk, case.parent_id) for case in cases if case.parent_id]
    pairs += list(CaseLink.objects.filter(case__in=keys).values_list("case_id", "other_id"))
    belongs: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = belongs.get(one, {one}) | belongs.get(other, {other})
        belongs.update(dict.fromkeys(joined, joined))
    return {pk: min(together) for pk, together in belongs.items()}
