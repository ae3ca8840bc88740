from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actors import member
from services.cases.models import Case
from services.directory.models import Lawyer, Organisation
from services.reviews.actions.announce import announce
from services.reviews.actions.assign_readers import assign_readers
from services.reviews.actions.draw import draw
from services.reviews.models import Reading, Reviewer, ReviewSettings, Round
from tenants.models import Tenant, User

JULY = datetime(2026, 7, 2, 9, tzinfo=UTC)
THEN = datetime(2026, 7, 6, 9, tzinfo=UTC)
SINCE = date(2026, 4, 1)
SEED = "03 08 17 21 26 30 11"


@pytest.fixture
def officer(inside_a: Tenant, person: Callable[[str], User]) -> User:
    return person("jia-case_officer")


@pytest.fixture
def firm(inside_a: Tenant) -> Organisation:
    return Organisation.objects.create(
        tenant=inside_a, kind="law_firm", name="甲律师事务所", division=inside_a.division
    )


def lawyer(firm: Organisation, name: str, user: User | None = None) -> Lawyer:
    return Lawyer.objects.create(
        tenant=firm.tenant, firm=firm, name=name, user=user, licence=f"L{name}", licensed_on=date(2015, 1, 1)
    )


@pytest.fixture
def handler(firm: Organisation, person: Callable[[str], User]) -> Lawyer:
    return lawyer(firm, "承办甲", person("jia-lawyer"))


def aid_cases(officer: User, handler: Lawyer, many: int, first: int = 1, **more: object) -> list[Case]:
    at = datetime(2026, 5, 20, 9, tzinfo=UTC)
    lines = [
        Concluded(
            number=f"（2026）甲县法援第{number}号",
            procedure="LA_CASE",
            title="承办甲办理申乙的劳动争议",
            state="archived",
            opened_at=at,
            closed_at=at,
            lawyer=handler,
            parties=(("applicant", "申乙", "+8613800000077"),),
            **more,
        )
        for number in range(first, first + many)
    ]
    return bring_in(lines, doer=member(officer, None, frozenset({"case_officer"})))


@pytest.fixture
def readers(inside_a: Tenant, person: Callable[[str], User]) -> list[User]:
    """Three who may read dossiers of legal aid."""
    found = [person(f"jia-{role}") for role in ("supervisor", "mediator", "case_officer")]
    for one in found:
        Reviewer.objects.create(tenant=inside_a, board="aid", user=one)
    return found


@pytest.fixture
def announced(inside_a: Tenant, officer: User, handler: Lawyer) -> Round:
    ReviewSettings.objects.create(tenant=inside_a, on_paper=True, least=3, each_from=0)
    aid_cases(officer, handler, 8)
    return announced_round(officer)


def announced_round(officer: User) -> Round:
    return announce(
        "aid", SINCE, actor=officer, seed_plan="双色球第2026077期", seed_on=date(2026, 7, 5), now=JULY
    )


@pytest.fixture
def drawn(announced: Round, officer: User) -> Round:
    draw(announced, SEED, source="中国福利彩票公告", actor=officer, now=THEN)
    return announced


@pytest.fixture
def reading(drawn: Round, officer: User, readers: list[User]) -> Reading:
    assign_readers(drawn, actor=officer, now=THEN)
    return Reading.objects.order_by("sampled__place", "number").first()
