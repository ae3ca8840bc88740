"""Cases of a generated city, written straight into tables, and what is done with them while it is measured."""

import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import django
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

django.setup()

from django.test import Client  # noqa: E402
from pypdf import PdfReader, PdfWriter  # noqa: E402

from home.actions.open_site import open_site  # noqa: E402
from services.cases.actions.advance import advance  # noqa: E402
from services.cases.actions.build_dossier import build_dossier  # noqa: E402
from services.cases.actions.make_papers import make_ahead  # noqa: E402
from services.cases.actions.open_case import Opening, PartyData, open_case, version_of  # noqa: E402
from services.cases.actors import Doer, member  # noqa: E402
from services.cases.models import Case, CaseClock, CaseEvent, Handler, Party  # noqa: E402
from services.cases.queries.dossier import pieces  # noqa: E402
from services.cases.queries.procedures import in_force  # noqa: E402
from tenants.actions.grant_role import grant_role  # noqa: E402
from tenants.models import Tenant, User  # noqa: E402
from tenants.scope import in_tenant  # noqa: E402
from tests.bench.texts import county_name  # noqa: E402
from tests.people import sign_in  # noqa: E402

_AT_ONCE = 500
_CODES = ("PM_GENERAL", "PM_TRAFFIC", "PM_LABOUR", "LA_CASE", "JC_OFFLINE")
_SEVEN_EIGHTHS_CLOSED = 8


def write_cases(counties: int, total: int) -> None:
    umbrella = open_site("bench-city", name="量衡市", division_code="970100", kind=Tenant.Kind.UMBRELLA)
    each, more = divmod(total, counties)
    for place in tqdm(range(counties), unit="county"):
        with transaction.atomic():
            code = f"97{1 + place // 90:02d}{1 + place % 90:02d}"
            tenant = open_site(f"c{place:03d}", name=county_name(place), division_code=code, parent=umbrella)
            for role in ("case_officer", "mediator"):
                user = User.objects.create_user(f"c{place:03d}-{role}", password=None, name=f"{role}{place}")
                grant_role(user, tenant=tenant, role=role)
            with in_tenant(tenant):
                _write(tenant, each + (place < more), random.Random(place))  # noqa: S311 (no secret)


def _write(tenant: Tenant, count: int, chance: random.Random) -> None:
    now = timezone.now()
    officer, mediator = (
        User.objects.get(username=f"{tenant.slug}-{role}") for role in ("case_officer", "mediator")
    )
    known = [(in_force(tenant, code), version_of(tenant, in_force(tenant, code))) for code in _CODES]
    made = [_case(tenant, known[place % len(known)], place, officer, chance, now) for place in range(count)]
    cases = Case.objects.bulk_create(made, _AT_ONCE)
    own = {"tenant": tenant}
    Party.objects.bulk_create(
        [
            Party(
                **own, case=case, name=f"当事人{case.pk}", side=side, phone="+8613800000000", phone_mark="x"
            )
            for case in cases
            for side in ("applicant", "respondent")
        ],
        _AT_ONCE,
    )
    Handler.objects.bulk_create(
        [
            Handler(**own, case=case, role="mediator", user=mediator, name=mediator.name, since=now)
            for case in cases
        ],
        _AT_ONCE,
    )
    CaseClock.objects.bulk_create(
        [
            CaseClock(
                **own, case=case, code="overall", number="x", status="stopped", started_at=case.opened_at
            )
            for case in cases
        ],
        _AT_ONCE,
    )
    CaseEvent.objects.bulk_create(
        [
            CaseEvent(
                **own,
                case=case,
                position=1,
                at=case.opened_at,
                kind="opened",
                text="登记",
                actor_name="系统",
                hash="0",
            )
            for case in cases
        ],
        _AT_ONCE,
    )


def _case(tenant: Tenant, known: Any, place: int, officer: User, chance: random.Random, now: Any) -> Case:
    procedure, version = known
    is_open = place % _SEVEN_EIGHTHS_CLOSED == 0
    final = next(state.code for state in procedure.states if state.final)
    return Case(
        tenant=tenant, number=f"（2026）{tenant.slug}第{place}号", lookup_hash="x", version=version,
        procedure_code=procedure.code, title=f"第{place}件纠纷", state=procedure.initial if is_open else final,
        is_open=is_open, turn=list(procedure.turn(procedure.initial)) if is_open else [],
        waiting_for=chance.choice(("case_officer", "receptionist", "mediator", "citizen")) if is_open else "",
        due_at=now + timedelta(days=chance.randint(-20, 40)) if is_open else None, channel="counter",
        opened_at=now - timedelta(days=chance.randint(0, 700)), opened_by=officer, event_count=1, head="0",
        closed_at=None if is_open else now,
    )  # fmt: skip


@contextmanager
def county() -> Iterator[Tenant]:
    """One of the counties. What the measurement wrote is rolled back."""
    tenant = Tenant.objects.get(slug="c000")
    with in_tenant(tenant), transaction.atomic():
        yield tenant
        transaction.set_rollback(True)


def _officer(tenant: Tenant) -> Doer:
    return member(User.objects.get(username=f"{tenant.slug}-case_officer"), None, frozenset({"case_officer"}))


def opened(tenant: Tenant, count: int) -> list[Case]:
    doer = _officer(tenant)
    return [_opened(doer) for _case in range(count)]


def walk(tenant: Tenant, cases: list[Case]) -> None:
    """Registered → under review → accepted, each step in a transaction of its own, with events, clocks and notices."""
    doer = _officer(tenant)
    filled = {"accept_date": "2026-03-02", "dispute_type": "相邻", "difficulty": "general"}
    for case in cases:
        advance(case, "start_review", doer=doer)
        advance(case, "accept", doer=doer, data=filled, confirmed=("in_scope", "parties_willing"))


def write_bare(tenant: Tenant, steps: int) -> None:
    """What every step writes at the least: the case and one event, without asking anything."""
    case = _opened(_officer(tenant))
    for place in range(steps):
        with transaction.atomic():
            Case.objects.filter(pk=case.pk, revision=place).update(revision=place + 1, state="under_review")
            CaseEvent.objects.create(
                tenant=tenant,
                case=case,
                position=place + 2,
                at=case.opened_at,
                kind="step",
                text="x",
                hash="0",
            )


def _opened(doer: Doer) -> Case:
    parties = (PartyData("申甲"), PartyData("被乙", side=Party.Side.RESPONDENT))
    values = {"dispute_summary": "屋檐滴水"}
    return open_case(Opening(procedure="PM_GENERAL", parties=parties, values=values), doer=doer).case


def _client(tenant: Tenant) -> Client:
    return sign_in(Client(HTTP_HOST=tenant.site.hostname), f"{tenant.slug}-case_officer")


def _getting(tenant: Tenant, path: str) -> Callable[[], None]:
    client = _client(tenant)

    def get() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} for {path}")

    return get


def worklist(tenant: Tenant, query: str = "") -> Callable[[], None]:
    return _getting(tenant, f"/admin/cases/{query}")


def bare_page(tenant: Tenant) -> Callable[[], None]:
    """The frame of the admin with nothing in it."""
    return _getting(tenant, "/admin/account/")


def binding(tenant: Tenant) -> tuple[Callable[[], object], Callable[[], object]]:
    """A file of eight papers; beside it the same PDFs put one behind the other."""
    doer = _officer(tenant)
    case = _opened(doer)
    advance(case, "start_review", doer=doer)
    for code in ("acceptance_register", "rights_notice", "mediation_record", "mediation_agreement") * 2:
        make_ahead(case, code, doer=doer)

    def concatenate() -> bytes:
        writer, out = PdfWriter(), io.BytesIO()
        for piece in pieces(case):
            for page in PdfReader(io.BytesIO(piece.content())).pages:
                writer.add_page(page)
        writer.write(out)
        return out.getvalue()

    return lambda: build_dossier(case, doer=doer), concatenate
