"""A party reads the papers of its case and signs its own seat."""

import pytest

from services.cases.actions.make_papers import make_ahead
from services.cases.actors import member
from services.cases.models import CaseEvent, CasePaper, Party
from tests.services.cases.public.conftest import citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(applied, inside_a):
    return applied[0]


@pytest.fixture
def paper(case, person) -> CasePaper:
    return make_ahead(
        case, "rights_notice", doer=member(person("jia-case_officer"), None, frozenset({"case_officer"}))
    )


@pytest.fixture
def seat(case) -> str:
    return f"party-{case.parties.get(side='applicant').pk}"


def address(paper: CasePaper, seat: str, door: str = "track") -> str:
    return f"/{door}/{paper.case_id}/papers/{paper.pk}/sign/{seat}/"


def typed(paper: CasePaper, name: str = "申小甲", **more: str) -> dict[str, str]:
    return {
        "sign-read": "yes", "sign-signature-way": "typed", "sign-signature-typed": name, "sign-signature-confirmed": "yes",
        "seen": paper.paper.pdf_sha256, **more,
    }  # fmt: skip


def test_what_is_to_be_signed_stands_at_the_top(visitor, case, paper, seat):
    page = visitor.get(f"/track/{case.pk}/").content.decode()
    assert address(paper, seat) in page.split('id="now"')[1].split("</section>")[0]
    assert paper.paper.shown_code in page


def test_a_party_signs_with_its_name(visitor, case, paper, seat):
    answer = visitor.post(address(paper, seat), typed(paper))
    assert (answer.status_code, answer["Location"]) == (302, f"/track/{case.pk}/#papers")
    assert paper.paper.signatures.get().seat == seat
    assert CaseEvent.objects.filter(case=case, kind="signed").get().actor_name == "申小甲"
    assert visitor.get(address(paper, seat)).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "别的人"}, "签名的姓名应为"),
        ({"seen": "0" * 64}, "与签发的不一致"),
    ],
)
def test_a_signature_that_does_not_fit_is_refused_in_words(visitor, paper, seat, wrong, said):
    answer = visitor.post(address(paper, seat), typed(paper, **wrong))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert paper.paper.signatures.count() == 0


def test_without_having_read_it_nobody_signs(visitor, paper, seat):
    sent = typed(paper)
    del sent["sign-read"]
    assert visitor.post(address(paper, seat), sent).status_code == 200
    assert paper.paper.signatures.count() == 0


def test_the_seat_of_the_other_side_is_not_ones_own(visitor, case, paper, browse, county_a):
    other = f"party-{case.parties.get(side='respondent').pk}"
    assert visitor.post(address(paper, other), typed(paper, "被小乙")).status_code == 404
    client = browse(county_a)
    client.force_login(citizen("+8613800000002", "被小乙"))
    Party.objects.filter(case=case, side="respondent").update(invited_at=case.opened_at)
    client.post(f"/my/take/{other.removeprefix('party-')}/")
    assert client.post(address(paper, other, "my"), typed(paper, "被小乙")).status_code == 302


def test_nobody_else_signs_or_reads(browse, county_a, county_b, case, paper, seat):
    for tenant, name in ((county_a, ""), (county_a, "stranger"), (county_b, "yi-case_officer")):
        client = browse(tenant, name)
        for door in ("track", "my"):
            assert client.post(address(paper, seat, door), typed(paper)).status_code in (302, 404)
            assert client.get(f"/{door}/{case.pk}/papers/{paper.pk}/").status_code in (302, 404)
    assert paper.paper.signatures.count() == 0


def test_a_paper_is_read_as_it_was_issued(visitor, case, paper):
    answer = visitor.get(f"/track/{case.pk}/papers/{paper.pk}/")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_paper_that_is_not_for_parties_is_not_there(visitor, case, paper):
    CasePaper.objects.filter(pk=paper.pk).update(shown=False)
    assert visitor.get(f"/track/{case.pk}/papers/{paper.pk}/").status_code == 404
    assert paper.paper.shown_code not in visitor.get(f"/track/{case.pk}/").content.decode()


def test_the_list_of_cases_says_that_a_signature_is_waited_for(browse, county_a, case, paper):
    user = citizen("+8613800000001", "申小甲")
    client = browse(county_a)
    client.force_login(user)
    client.post(f"/my/take/{case.parties.get(side='applicant').pk}/")
    assert "等您签名" in client.get("/my/").content.decode()
