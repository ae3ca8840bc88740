import pytest

from services.cases.actions.relate import hand_up, take_back
from services.cases.models import Case, CaseEvent
from tenants.actions.grant_role import grant_role
from tenants.models import JournalEntry, User
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db

URL = "/admin/cases/handed-up/"


@pytest.fixture
def above(umbrella, browse):
    """Somebody of the umbrella in a role."""

    def client(role: str):
        user, _made = User.objects.get_or_create(username=f"shi-{role}", defaults={"name": f"市{role}"})
        grant_role(user, tenant=umbrella, role=role)
        return browse(umbrella, user.username)

    return client


def test_the_umbrella_reads_what_was_handed_up_and_nothing_else(
    inside_a, above, new_case, officer, case_of_b
):
    given, kept = new_case("交界水渠").case, new_case("家事").case
    grant = hand_up(given, doer=officer, reason="涉及两县")
    client = above("case_officer")
    listed = client.get(URL).content.decode()
    assert given.number in listed
    assert "涉及两县" in listed
    assert kept.number not in listed
    assert "乙县的秘密" not in listed
    shown = client.get(f"{URL}{grant.pk}/")
    assert (shown.status_code, shown.context["case"].pk) == (200, given.pk)
    assert "138****0001" in shown.content.decode()
    assert "13800000001" not in shown.content.decode()
    assert "<form" not in shown.content.decode().split("cases-page")[1]
    for pk in (given.pk, kept.pk, case_of_b.pk):
        assert client.get(f"/admin/cases/{pk}/").status_code == 404


def test_every_look_from_above_stands_in_the_county(inside_a, above, new_case, officer):
    case = new_case().case
    grant = hand_up(case, doer=officer, reason="请协调")
    above("supervisor").get(f"{URL}{grant.pk}/")
    event = CaseEvent.objects.get(case=case, kind="look")
    assert (event.shown, event.code, event.text) == (True, "from_above", "庚市查看了上报的案件")
    assert JournalEntry.objects.get(verb="look_from_above").tenant == inside_a


def test_taking_back_closes_it_at_once(inside_a, above, new_case, officer):
    grant = hand_up(new_case().case, doer=officer, reason="请协调")
    client = above("case_officer")
    assert client.get(f"{URL}{grant.pk}/").status_code == 200
    take_back(grant, doer=officer)
    assert client.get(f"{URL}{grant.pk}/").status_code == 404
    assert client.get(URL).context["found"] == []


@pytest.mark.parametrize(
    ("role", "status"), [("mediator", 403), ("receptionist", 403), ("editor", 403), ("county_admin", 200)]
)
def test_who_reads_it_above(role, status, inside_a, above, new_case, officer):
    grant = hand_up(new_case().case, doer=officer, reason="请协调")
    client = above(role)
    assert client.get(URL).status_code == status
    assert client.get(f"{URL}{grant.pk}/").status_code == status


def test_a_county_has_no_such_page(inside_a, desk, browse, county_b, new_case, officer):
    grant = hand_up(new_case().case, doer=officer, reason="请协调")
    for client in (desk("county_admin"), browse(county_b, "yi-county_admin")):
        assert client.get(URL).status_code == 404
        assert client.get(f"{URL}{grant.pk}/").status_code == 404


def test_an_operator_without_a_role_sees_none(inside_a, browse, umbrella, new_case, officer):
    grant = hand_up(new_case().case, doer=officer, reason="请协调")
    assert browse(umbrella, "operator").get(f"{URL}{grant.pk}/").status_code == 302
    assert CaseEvent.objects.filter(kind="look").count() == 0


def test_the_umbrella_has_cases_of_its_own_beside(inside_a, above, umbrella, new_case, officer):
    hand_up(new_case().case, doer=officer, reason="请协调")
    with in_tenant(umbrella):
        assert Case.objects.count() == 0
    assert above("case_officer").get("/admin/cases/?tab=all").context["rows"] == []
