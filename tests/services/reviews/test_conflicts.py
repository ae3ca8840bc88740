"""One reason at a time: the same dossier, and a reader who has nothing else in the way."""

from datetime import UTC, datetime

import pytest

from services.cases.models import CaseEvent, Handler, Party
from services.directory.models import Mediator, OrganisationMember
from services.reviews.assigning import choose
from services.reviews.conflicts import about, conflict, readers
from services.reviews.models import Reading, Sampled
from tenants.cipher import fingerprint
from tests.services.reviews.conftest import aid_cases, lawyer

NOW = datetime(2026, 7, 6, 9, tzinfo=UTC)


@pytest.fixture
def case(officer, handler):
    return aid_cases(officer, handler, 1)[0]


@pytest.fixture
def reader(person):
    return person("jia-mediator")


def reason(case, reader) -> str:
    return conflict(readers([reader])[reader.pk], about(case))


def test_who_has_nothing_to_do_with_it_may_read(case, reader):
    assert reason(case, reader) == ""


def test_who_only_brought_an_old_case_in_may_read_it(case, officer):
    assert reason(case, officer) == ""


def test_the_handler_may_not(case, person):
    assert reason(case, person("jia-lawyer")) == "handled"


def test_nor_whoever_handled_it_before(case, reader):
    Handler.objects.create(
        tenant=case.tenant, case=case, role="mediator", user=reader, name="丙", since=NOW, until=NOW
    )
    assert reason(case, reader) == "handled"


def test_nor_a_handler_without_account_of_the_same_name(case, reader):
    Handler.objects.create(tenant=case.tenant, case=case, role="recorder", name=reader.name, since=NOW)
    assert reason(case, reader) == "handled"


def test_nor_who_took_a_step(case, reader):
    CaseEvent.objects.create(
        tenant=case.tenant, case=case, position=2, at=NOW, kind="step", text="受理", actor=reader, hash="x"
    )
    assert reason(case, reader) == "stepped"


def test_looking_is_no_step(case, reader):
    CaseEvent.objects.create(
        tenant=case.tenant, case=case, position=2, at=NOW, kind="look", text="看", actor=reader, hash="x"
    )
    assert reason(case, reader) == ""


def test_nor_a_colleague_by_the_register(case, firm, reader):
    lawyer(firm, "同所乙", reader)
    assert reason(case, reader) == "colleague"


def test_nor_a_colleague_by_membership_until_it_ends(case, firm, reader):
    member = OrganisationMember.objects.create(
        tenant=case.tenant, organisation=firm, user=reader, since=NOW.date()
    )
    assert reason(case, reader) == "colleague"
    member.until = NOW.date()
    member.save()
    assert reason(case, reader) == ""


def test_nor_who_declared_an_interest(case, reader):
    Handler.objects.create(
        tenant=case.tenant,
        case=case,
        role="mediator",
        user=reader,
        name="丙",
        since=NOW,
        until=NOW,
        conflict="亲戚",
    )
    assert reason(case, reader) == "declared"


def test_nor_who_declined_it_before(drawn, reader):
    one: Sampled = drawn.sampled.first()
    Reading.objects.create(
        tenant=one.tenant, sampled=one, number=1, reviewer=reader, assigned_at=NOW, declined_at=NOW
    )
    assert reason(one.case, reader) == "declared"


@pytest.mark.parametrize("way", ["account", "name", "phone", "phone of the register"])
def test_nor_a_party(case, reader, firm, way):
    party = Party(tenant=case.tenant, case=case, name="无关")
    if way == "account":
        party.user = reader
    elif way == "name":
        party.name = reader.name
    else:
        party.phone_mark = fingerprint("+8613900001111")
        if way == "phone":
            reader.phone = "+8613900001111"
        else:
            other = type(firm).objects.create(
                tenant=firm.tenant, kind="committee", name="另一调委会", division=firm.division
            )
            Mediator.objects.create(
                tenant=firm.tenant, organisation=other, name="别名", user=reader, phone="139 0000 1111"
            )
    party.save()
    assert reason(case, reader) == "party"


def test_the_load_decides_and_then_the_seed():
    assert choose([1, 2, 3], {1: 2, 2: 1, 3: 2}, seed="s", mark="m") == 2
    first = choose([1, 2, 3], {}, seed="s", mark="m")
    assert {choose([1, 2, 3], {}, seed="s", mark=str(n)) for n in range(60)} == {1, 2, 3}
    assert choose([3, 2, 1], {}, seed="s", mark="m") == first
    assert choose([], {}, seed="s", mark="m") is None
