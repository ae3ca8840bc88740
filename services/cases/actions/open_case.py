"""Opens a case: a number, a code, the version of the procedure, its parties, the first event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import gather, lookup, notice_kinds, signals
from services.cases.actions.afterwards import afterwards
from services.cases.actions.record import append
from services.cases.actions.run_clocks import apply
from services.cases.actions.tell import acting, tell_member, tell_parties
from services.cases.actors import Doer, vacant
from services.cases.errors import NotAccepted
from services.cases.holders import OUTSIDE, waiting_for
from services.cases.models import Case, CaseEvent, NumberSeries, Party, ProcedureVersion
from services.cases.queries.procedures import declared, enactments, in_force
from services.cases.wording import on_record
from services.directory.models import Organisation
from services.directory.rules import route
from services.procedures import engine, load
from services.procedures.spec import Procedure
from tenants import codes, roles
from tenants.cipher import fingerprint
from tenants.models import Division, Tenant, User
from tenants.scope import current_tenant


@dataclass(frozen=True)
class PartyData:
    """`acts_for` is the place of the represented person in the same list."""

    name: str
    side: str = Party.Side.APPLICANT
    role: str = Party.Role.PARTY
    is_organisation: bool = False
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    careful: str = ""
    reach: str = Party.Reach.USUAL
    reach_since: time | None = None
    reach_until: time | None = None
    consent: str = ""
    user: User | None = None
    invited: bool = False
    acts_for: int | None = None


@dataclass(frozen=True)
class Opening:
    """What is known of a matter when it begins. `values`: fields of the procedure and of its application form."""

    procedure: str
    values: Mapping[str, Any] = field(default_factory=dict)
    parties: Sequence[PartyData] = ()
    title: str = ""
    channel: str = Case.Channel.COUNTER
    source: str = ""
    matter: str = ""
    amount: Decimal | None = None
    place: Division | None = None
    organisation: Organisation | None = None
    parent: Case | None = None


@dataclass(frozen=True)
class Opened:
    """`code` is shown to the person once and kept nowhere."""

    case: Case
    code: str


@transaction.atomic
def open_case(opening: Opening, *, doer: Doer, now: datetime | None = None) -> Opened:
    """Raises NotAccepted when the county has no such procedure."""
    tenant, now = _tenant(), now or timezone.now()
    try:
        procedure = in_force(tenant, opening.procedure)
    except KeyError:
        raise NotAccepted(_("没有这个办理程序。")) from None
    organisation = opening.organisation or _responsible(opening, tenant)
    number = _next_number(tenant, procedure.family, timezone.localdate(now).year)
    code = codes.new_code()
    case = Case(
        tenant=tenant,
        number=number,
        lookup_hash=codes.hashed(number, code),
        version=version_of(tenant, procedure),
        procedure_code=procedure.code,
        title=(opening.title or procedure.name)[:200],
        channel=opening.channel,
        source=opening.source,
        matter=opening.matter,
        amount=opening.amount,
        place=opening.place,
        organisation=organisation,
        parent=opening.parent,
        data=dict(opening.values),
        opened_at=now,
        opened_by=doer.user if doer.tenant_roles else None,
    )
    _begin(case, procedure, opening, doer, now)
    afterwards(lambda: signals.opened.send(Case, case=case))
    return Opened(case, code)


def version_of(tenant: Tenant, procedure: Procedure) -> ProcedureVersion:
    """The row of this version in the county; made when the first case needs it.

    What the county enacted is that row itself: with a form of its own its digest is not that of the procedure.
    """
    enacted = enactments().get(procedure.code)
    if enacted is not None and enacted.version is not None and declared(enacted.version) == procedure:
        return enacted.version
    found, _made = ProcedureVersion.objects.get_or_create(
        tenant=tenant,
        digest=procedure.digest,
        defaults={
            "code": procedure.code,
            "name": procedure.name,
            "family": procedure.family,
            "text": load.stored(procedure),
        },
    )
    return found


def _begin(case: Case, procedure: Procedure, opening: Opening, doer: Doer, now: datetime) -> None:
    case.state = procedure.initial
    case.data = {**_known(opening), **case.data}
    case.save()
    parties = _add_parties(case, opening.parties)
    step = engine.begin(procedure, gather.facts(case, procedure, now=now))
    case.turn, case.waiting_for = list(step.turn), waiting_for(step.turn, vacant(case))
    if case.waiting_for == OUTSIDE and case.opened_by is None:
        case.waiting_for = roles.CASE_OFFICER  # what comes in from outside is passed on by somebody here
    apply(case, procedure, step.clocks, now)
    case.save(update_fields=["turn", "waiting_for", "due_at"])
    append(case, CaseEvent.Kind.OPENED, on_record("登记"), doer=doer, data={"filled": case.data}, at=now)
    for user in acting(case, case.turn):
        if doer.user != user:
            text = on_record("新收%(number)s（%(title)s），请您办理。") % {
                "number": case.number,
                "title": case.title,
            }
            tell_member(notice_kinds.TURN, case, user, text, once=f"turn:{case.pk}:1:{user.pk}")
    if parties and opening.parent is not None:
        words = {"number": case.number, "title": procedure.name, "before": opening.parent.number}
        tell_parties(notice_kinds.OPENED, case, words, once=f"opened:{case.pk}")


def _known(opening: Opening) -> dict[str, Any]:
    """What the parties and the channel already say, under the names the procedures use."""
    said: dict[str, Any] = {}
    for side, code in ((Party.Side.APPLICANT, "applicant_name"), (Party.Side.RESPONDENT, "respondent_name")):
        names = [one.name for one in opening.parties if one.side == side and one.role == Party.Role.PARTY]
        if names:
            said[code] = "、".join(names)
    ways = {Case.Channel.ONLINE: "online", Case.Channel.PHONE: "oral", Case.Channel.COUNTER: "written"}
    if opening.channel in ways:
        said["application_form"] = ways[opening.channel]
    sources = {Case.Channel.TRANSFERRED: "transfer", Case.Channel.PATROL: "inspection"}
    said["case_source"] = opening.source or sources.get(opening.channel, "application")
    return said


def _add_parties(case: Case, parties: Sequence[PartyData]) -> list[Party]:
    rows: list[Party] = []
    for one in parties:
        rows.append(
            Party.objects.create(
                tenant_id=case.tenant_id,
                case=case,
                side=one.side,
                role=one.role,
                is_organisation=one.is_organisation,
                name=one.name[:120],
                identity_number=one.identity_number,
                identity_mark=fingerprint(one.identity_number) if one.identity_number else "",
                phone=one.phone,
                phone_mark=fingerprint(one.phone) if one.phone else "",
                address=one.address,
                careful=one.careful[:200],
                reach=one.reach,
                reach_since=one.reach_since,
                reach_until=one.reach_until,
                consent=one.consent[:200],
                user=one.user,
                invited_at=case.opened_at if one.invited else None,
                acts_for=rows[one.acts_for] if one.acts_for is not None else None,
            )
        )
    return rows


def _responsible(opening: Opening, tenant: Tenant) -> Organisation | None:
    return route(opening.matter, opening.procedure, opening.place or tenant.division).organisation


def _next_number(tenant: Tenant, family: str, year: int) -> str:
    """Without gaps: the row is held until the case is there."""
    series = lookup.series(family)
    row, _made = NumberSeries.objects.get_or_create(tenant=tenant, series=series, year=year)
    NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + 1)
    row.refresh_from_db(fields=["last"])
    return lookup.number(tenant, family, year, row.last)


def _tenant() -> Tenant:
    tenant = current_tenant()
    if tenant is None:
        raise RuntimeError("A case is opened inside a tenant.")
    return tenant
