"""Who in the back office reads what was said, and who asks for it."""

from datetime import date

import pytest
from django.utils import timezone

from services.calendar.half_years import last_finished
from services.cases.models import Handler
from services.voices.actions.ask_for_voice import ask_for_voice
from services.voices.actions.open_survey import open_survey
from services.voices.actions.say import say
from services.voices.models import Survey
from services.voices.queries import link_by
from tenants.models import JournalEntry
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db

WORDS = "只给中心看的话"


@pytest.fixture
def answered(survey):
    return say(survey, "dissatisfied", channel="sms", comment=WORDS)


@pytest.mark.parametrize(
    ("role", "listed", "shown", "words"),
    [
        ("county_admin", 200, 200, True), ("case_officer", 200, 200, True), ("supervisor", 200, 200, True),
        ("receptionist", 403, 200, False), ("lawyer", 403, 404, False), ("mediator", 403, 403, False),
        ("editor", 403, 403, False),
    ],
)  # fmt: skip
def test_who_reads_what_was_said(role, listed, shown, words, answered, desk):
    client = desk(role)
    page = client.get(f"/admin/voices/{answered.pk}/")
    assert (client.get("/admin/voices/").status_code, page.status_code) == (listed, shown)
    told = page.content.decode()
    assert (WORDS in told, "voices-grade" in told) == (words, words)
    assert client.get("/admin/voices/statistics/").status_code == listed


def test_an_officer_of_the_other_county_finds_nothing(answered, browse, county_b):
    client = browse(county_b, "yi-case_officer")
    assert client.get(f"/admin/voices/{answered.pk}/").status_code == 404
    assert client.post(f"/admin/voices/{answered.pk}/link/", {"channel": "paper"}).status_code == 404
    assert "法律咨询" not in client.get("/admin/voices/").content.decode()
    with in_tenant(county_b):
        assert Survey.objects.count() == 0


def test_nobody_reads_about_themselves_whatever_else_they_are(answered, register, desk, person):
    register.one.user = person("jia-supervisor")
    register.one.save()
    client = desk("supervisor")
    assert client.get(f"/admin/voices/{answered.pk}/").status_code == 404
    assert "法律咨询" not in client.get("/admin/voices/").content.decode()


def test_a_lawyer_reads_sums_of_three_and_not_of_two(register, voices, desk):
    voices("very", "dissatisfied", lawyer=register.one, day=half_a_year_ago())
    client = desk("lawyer")
    few = client.get("/admin/voices/mine/").content.decode()
    assert (few.count("少于3份</td>"), "<td>2</td>" in few) == (4, False)
    voices("very", lawyer=register.one, day=half_a_year_ago())
    voices("fairly", "fairly", "fairly", lawyer=register.one, day=timezone.localdate())
    enough = client.get("/admin/voices/mine/").content.decode()
    assert (enough.count("少于3份</td>"), "<td>66.7</td>" in enough) == (3, True)
    assert desk("case_officer").get("/admin/voices/mine/").status_code == 403


def half_a_year_ago() -> date:
    return last_finished(timezone.localdate()).since


def test_the_list_is_filtered_in_few_questions(register, voices, desk, django_assert_max_num_queries):
    voices("very", "", "dissatisfied", lawyer=register.one)
    voices("very", "very", mediator=register.mediator)
    client = desk("case_officer")
    client.get("/admin/voices/")
    with django_assert_max_num_queries(40):
        whole = client.get("/admin/voices/")
    assert whole.context["result_count"] == 5
    for query, count in (
        ("period=2026H1", 5), ("period=2025H2", 0), ("said=no", 1), ("grade=very", 3), ("channel=sms", 4),
        (f"lawyer__id__exact={register.one.pk}", 3),
    ):  # fmt: skip
        assert client.get(f"/admin/voices/?{query}").context["result_count"] == count, query


def test_reception_writes_down_what_was_said_on_the_telephone(survey, desk, person):
    address = f"/admin/voices/{survey.pk}/record/"
    client = desk("receptionist")
    refused = client.post(address, {"channel": "phone", "comment": "还没选"})
    assert (refused.status_code, "还没选" in refused.content.decode()) == (400, True)
    client.post(address, {"channel": "phone", "grade": "satisfied", "comment": "好"})
    survey.refresh_from_db()
    assert (survey.grade, survey.channel, survey.recorded_by) == (
        "satisfied",
        "phone",
        person("jia-receptionist"),
    )
    assert JournalEntry.objects.filter(verb="voice_recorded", actor=person("jia-receptionist")).count() == 1
    assert desk("supervisor").post(address, {}).status_code == 403


def test_a_slip_and_a_tablet_have_links_of_their_own(survey, desk):
    client = desk("receptionist")
    for channel, words in (("paper", "事情办得怎么样，请您说一句"), ("tablet", "在这个浏览器里打开")):
        page = client.post(f"/admin/voices/{survey.pk}/link/", {"channel": channel})
        assert (words in page.content.decode(), "<svg" in page.content.decode()) == (True, True)
        assert link_by(page.context["code"]).channel == channel
        assert "no-store" in page["Cache-Control"]
    assert client.get(f"/admin/voices/{survey.pk}/link/").status_code == 405


def test_the_page_of_the_case_asks_and_keeps_it_from_who_worked_on_it(closed, desk, person, officer):
    case = closed()
    page = f"/admin/cases/{case.pk}/"
    assert "请群众评价</button>" in desk("case_officer").get(page).content.decode()
    opened = desk("case_officer").post(f"/admin/voices/open/{case.pk}/")
    survey = Survey.objects.get()
    assert opened["Location"] == f"/admin/voices/{survey.pk}/"
    say(survey, "dissatisfied", channel="paper", comment=WORDS)
    seen = {role: desk(role).get(page).content.decode() for role in ("case_officer", "supervisor", "lawyer")}
    assert {role: ('id="voices"' in html, "<strong>不满意</strong>" in html, WORDS in html) for role, html in seen.items()} == {
        "case_officer": (True, True, False), "supervisor": (True, True, False), "lawyer": (False, False, False),
    }  # fmt: skip
    assert desk("lawyer").post(f"/admin/voices/open/{case.pk}/")["Location"] == page
    assert Handler.objects.get(case=case).lawyer.user == person("jia-lawyer")


def test_a_second_message_goes_the_agreed_way_or_not_at_all(closed, desk):
    case = closed()
    (survey,) = ask_for_voice(case)
    address = f"/admin/voices/{survey.pk}/send/"
    assert "评价链接已经发出" in desk("case_officer").post(address, follow=True).content.decode()
    case.parties.update(careful="丈夫看手机")
    assert "没有可以发消息的人" in desk("case_officer").post(address, follow=True).content.decode()
    assert survey.links.count() == 2


def test_a_matter_without_a_case_is_not_written_to(inside_a, desk, register):
    other = open_survey("consultation:9", title="法律咨询", lawyer=register.two, closed_on=half_a_year_ago())
    told = desk("case_officer").post(f"/admin/voices/{other.pk}/send/", follow=True).content.decode()
    assert "没有可以发消息的人" in told


def test_the_settings_are_the_county_admins(inside_a, desk):
    address = f"/admin/settings/voices/voicesettings/{inside_a.site_id}/"
    values = {"very": 100, "satisfied": 80, "fairly": 90, "dissatisfied": 0, "link_days": 30}
    refused = desk("county_admin").post(address, values)
    assert "得分不能倒挂" in refused.content.decode()
    assert desk("county_admin").post(address, values | {"fairly": 60}).status_code == 302
    assert desk("case_officer").get(address).status_code in (302, 403)
