import pytest

from services.cases.models import Case, Handler, Party

pytestmark = pytest.mark.django_db

URL = "/admin/cases/assign/"


def test_each_case_has_its_own_answer(inside_a, desk, new_case, person, case_of_b):
    mediator = person("jia-mediator")
    free, conflicted, aid = new_case().case, new_case().case, new_case(procedure="LA_CASE").case
    Party.objects.filter(case=conflicted, side="applicant").update(user=mediator)
    keys = [free.pk, conflicted.pk, aid.pk, case_of_b.pk]
    client = desk("case_officer")
    asked = client.post(URL, {"case": keys, "back": "/admin/cases/?tab=all"})
    assert [case.pk for case in asked.context["cases"]] == [free.pk, conflicted.pk, aid.pk]
    done = client.post(
        URL, {"case": keys, "back": "/admin/cases/?tab=all", "role": "mediator", "user": mediator.pk}
    )
    found = {one.case.pk: one.why for one in done.context["results"]}
    assert found[free.pk] == ""
    assert "应当回避" in found[conflicted.pk]
    assert found[aid.pk] == "这个程序没有这种身份。"
    assert [one.case_id for one in Handler.objects.all()] == [free.pk]
    assert "应当回避" in done.content.decode()


def test_nothing_chosen_leads_back(inside_a, desk):
    answer = desk("case_officer").post(URL, {"back": "/admin/cases/?tab=late"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/cases/?tab=late")
    assert desk("case_officer").post(URL, {"back": "https://evil.example/"})["Location"] == "/admin/cases/"


@pytest.mark.parametrize("role", ["receptionist", "mediator", "lawyer", "supervisor", "editor"])
def test_only_who_manages_assigns(role, inside_a, desk, new_case, person):
    case = new_case().case
    sent = {"case": [case.pk], "role": "mediator", "user": person("jia-mediator").pk}
    assert desk(role).post(URL, sent).status_code == 403
    assert Handler.objects.count() == 0


def test_an_officer_of_the_other_county_assigns_nothing_here(inside_a, browse, county_b, new_case, person):
    case = new_case().case
    sent = {"case": [case.pk], "role": "mediator", "user": person("yi-mediator").pk}
    browse(county_b, "yi-case_officer").post(URL, sent)
    assert Handler.objects.filter(case=case).count() == 0
    assert Case.objects.get(pk=case.pk).event_count == 1
