"""Which papers a party reads, and what they tell of the other side."""

import pytest

from services.cases.actions.make_papers import make_ahead, want
from services.cases.actors import member
from services.cases.models import CasePaper, Party
from services.cases.paper_context import context
from services.cases.queries.procedures import declared
from services.cases.signing import readers, signing
from services.procedures.library import shipped
from tests.services.cases.public.conftest import citizen

pytestmark = pytest.mark.django_db

SIDES = {str(side) for side in Party.Side}


@pytest.fixture
def case(applied, inside_a):
    return applied[0]


@pytest.fixture
def officer(person):
    return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


@pytest.fixture
def respondent(case, browse, county_a):
    client = browse(county_a)
    client.force_login(citizen("+8613800000002", "被小乙"))
    Party.objects.filter(case=case, side="respondent").update(invited_at=case.opened_at)
    client.post(f"/my/take/{case.parties.get(side='respondent').pk}/")
    return client


def test_every_side_reads_what_it_signs():
    assert {side for sides in readers().values() for side in sides} <= SIDES
    for code, signers in signing().items():
        assert set(signers) & SIDES <= set(readers().get(code, ())), code


def test_only_papers_that_are_made_are_read():
    made = {code for one in shipped().values() for code, paper in one.documents.items() if not paper.uploaded}
    assert readers().keys() - made <= {"acceptance_notice"}


def test_a_register_of_the_office_is_for_nobody_else(visitor, respondent, case, officer):
    register = make_ahead(case, "acceptance_register", doer=officer)
    for client, door in ((visitor, "track"), (respondent, "my")):
        assert "受理登记表" not in client.get(f"/{door}/{case.pk}/").content.decode()
        assert client.get(f"/{door}/{case.pk}/papers/{register.pk}/").status_code == 404
    old = CasePaper.objects.filter(pk=register.pk)
    old.update(shown=True)
    assert visitor.get(f"/track/{case.pk}/papers/{register.pk}/").status_code == 404


def test_what_one_side_applied_with_is_not_for_the_other(visitor, respondent, case, officer):
    application = make_ahead(case, "mediation_application", doer=officer)
    assert visitor.get(f"/track/{case.pk}/papers/{application.pk}/").status_code == 200
    assert respondent.get(f"/my/{case.pk}/papers/{application.pk}/").status_code == 404


def test_a_paper_of_both_sides_tells_no_phone_and_hides_who_asked_for_care(case):
    case.parties.filter(side="applicant").update(careful="怕对方找上门")
    for party in case.parties.all():
        party.address, party.identity_number = f"{party.name}家", "11010519491231002X"
        party.save()
    told = context(case, declared(case.version), "mediation_agreement")
    both = [
        (one["phone"], one["address"], one["identity"]) for one in (*told["applicants"], *told["respondents"])
    ]
    assert both == [("", "", ""), ("", "被小乙家", "11010519491231002X")]
    own = context(case, declared(case.version), "acceptance_register")
    assert [one["phone"] for one in own["applicants"]] == ["13800000001"]


def test_a_paper_that_is_still_to_be_made_is_not_listed(visitor, case):
    want(case, declared(case.version), ["rights_notice"], case.opened_at)
    assert "权利义务告知书" not in visitor.get(f"/track/{case.pk}/").content.decode()
