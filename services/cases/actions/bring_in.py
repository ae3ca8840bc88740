"""Brings in cases that were concluded before the county kept them here, as lines of its old register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases import chain
from services.cases.actions.open_case import version_of
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseClock, CaseEvent, Handler, Party, ProcedureVersion
from services.cases.queries.procedures import in_force
from services.cases.rules import may_manage
from services.cases.wording import on_record
from services.directory.models import Lawyer, Mediator, Organisation
from services.procedures.spec import Procedure
from tenants.cipher import fingerprint
from tenants.models import Tenant
from tenants.scope import current_tenant

# Rows a statement, so that a register of years does not become one statement.
AT_ONCE = 500


@dataclass(frozen=True)
class Concluded:
    """One line. `state` is a final state of the procedure; `parties` are pairs of side and name, or with a phone.

    `limits` are the clocks whose two days the old register has: code, start, due and end of each.
    """

    number: str
    procedure: str
    title: str
    state: str
    opened_at: datetime
    closed_at: datetime
    lawyer: Lawyer | None = None
    mediator: Mediator | None = None
    organisation: Organisation | None = None
    matter: str = ""
    place_id: int | None = None
    parties: tuple[tuple[str, ...], ...] = ()
    limits: tuple[tuple[str, datetime, datetime, datetime], ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def bring_in(lines: Iterable[Concluded], *, doer: Doer) -> list[Case]:
    """Each becomes a closed case with one event, that says where it comes from; nobody is told, nothing is made.

    Raises NotAllowed, and NotAccepted for a state that does not end the procedure.
    """
    tenant = current_tenant()
    if tenant is None or not may_manage(doer):
        raise NotAllowed(_("只有案件经办人可以补录旧案。"))
    rest, made = iter(lines), []
    while some := tuple(islice(rest, AT_ONCE)):
        made += _some(tenant, some, doer)
    return made


def _some(tenant: Tenant, lines: tuple[Concluded, ...], doer: Doer) -> list[Case]:
    known = {code: _known(tenant, code) for code in {one.procedure for one in lines}}
    cases = Case.objects.bulk_create([_case(tenant, one, *known[one.procedure]) for one in lines])
    pairs = list(zip(cases, lines, strict=True))
    Handler.objects.bulk_create([found for case, one in pairs if (found := _handler(case, one)) is not None])
    Party.objects.bulk_create([_party(case, *told) for case, one in pairs for told in one.parties])
    CaseClock.objects.bulk_create(
        [_clock(case, known[one.procedure][0], *limit) for case, one in pairs for limit in one.limits]
    )
    events = [_event(case, doer) for case, _one in pairs]
    CaseEvent.objects.bulk_create(events)
    Case.objects.bulk_update([case for case, _one in pairs], ["head", "event_count"])
    return [case for case, _one in pairs]


def _known(tenant: Tenant, code: str) -> tuple[Procedure, ProcedureVersion]:
    procedure = in_force(tenant, code)
    return procedure, version_of(tenant, procedure)


def _case(tenant: Tenant, line: Concluded, procedure: Procedure, version: ProcedureVersion) -> Case:
    state = procedure.by_state.get(line.state)
    if state is None or not state.final:
        raise NotAccepted(_("补录的旧案必须已经办结：%(number)s") % {"number": line.number})
    return Case(
        tenant=tenant,
        number=line.number,
        version=version,
        procedure_code=procedure.code,
        title=line.title[:200],
        state=line.state,
        is_open=False,
        outcome=state.outcome,
        matter=line.matter,
        place_id=line.place_id,
        organisation=line.organisation,
        data=dict(line.data),
        opened_at=line.opened_at,
        closed_at=line.closed_at,
    )


def _handler(case: Case, line: Concluded) -> Handler | None:
    worked = line.lawyer or line.mediator
    if worked is None:
        return None
    return Handler(
        tenant_id=case.tenant_id,
        case=case,
        role="legal_aid_lawyer" if line.lawyer else "mediator",
        user_id=worked.user_id,
        lawyer=line.lawyer,
        mediator=line.mediator,
        name=worked.name,
        since=line.opened_at,
    )


def _party(case: Case, side: str, name: str, phone: str = "") -> Party:
    mark = fingerprint(phone) if phone else ""
    return Party(tenant_id=case.tenant_id, case=case, side=side, name=name, phone=phone, phone_mark=mark)


def _clock(
    case: Case, procedure: Procedure, code: str, started_at: datetime, due_at: datetime, ended_at: datetime
) -> CaseClock:
    return CaseClock(
        tenant_id=case.tenant_id,
        case=case,
        code=code,
        number=procedure.by_clock[code].number,
        status=CaseClock.Status.STOPPED,
        started_at=started_at,
        due_at=due_at,
        ended_at=ended_at,
    )


def _event(case: Case, doer: Doer) -> CaseEvent:
    event = CaseEvent(
        tenant_id=case.tenant_id,
        case=case,
        position=1,
        at=case.closed_at,
        kind=CaseEvent.Kind.NOTE,
        text=on_record("由原登记簿补录"),
        state=case.state,
        actor=doer.user,
        actor_name=doer.name,
        shown=False,
    )
    event.hash = chain.link(event)
    case.head, case.event_count = event.hash, 1
    return event
