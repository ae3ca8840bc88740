"""The page with four buttons, as somebody opens it who has nothing but a link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.voices.actions.link_for import link_for
from services.voices.actions.say import say
from services.voices.models import Survey, SurveyLink
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(survey):
    return link_for(survey, "sms")


def test_four_grades_and_who_sees_what(page, survey, browse, django_assert_max_num_queries):
    client = browse(survey.tenant)
    with django_assert_max_num_queries(12):
        answer = client.get(page)
    shown = answer.content.decode()
    assert [shown.count(f'value="{grade}"') for grade in ("very", "satisfied", "fairly", "dissatisfied")] == [
        1
    ] * 4
    assert "律师本人只看到汇总" in shown
    assert "no-store" in answer["Cache-Control"]
    assert 'name="robots" content="noindex"' in shown
    # A page without a referrer sends its form as from nowhere, and is refused.
    assert 'name="referrer"' not in shown


def test_a_voice_is_said_and_only_once(page, survey, browse):
    client = browse(survey.tenant)
    done = client.post(page, {"grade": "fairly", "comment": "还行"}, follow=True)
    assert done.redirect_chain == [(f"{page}thanks/", 302)]
    assert "谢谢您，评价收到了" in done.content.decode()
    for again in (client.get(page), client.post(page, {"grade": "very"})):
        assert "这件事已经评价过了" in again.content.decode()
    survey.refresh_from_db()
    assert (survey.grade, survey.comment, survey.channel) == ("fairly", "还行", "sms")


def test_somebody_faster_is_told_kindly(page, survey, browse, monkeypatch):
    """Between the question and the answer another link was used."""
    client = browse(survey.tenant)
    monkeypatch.setattr(
        "services.voices.views.is_over", lambda link: say(survey, "very", channel="phone") is None
    )
    told = client.post(page, {"grade": "dissatisfied"})
    assert (told.status_code, "这件事已经评价过了" in told.content.decode()) == (200, True)
    assert Survey.objects.get().grade == "very"


def test_words_are_kept_when_the_grade_is_missing(page, survey, browse):
    shown = browse(survey.tenant).post(page, {"comment": "写了很久的话"}).content.decode()
    assert "写了很久的话</textarea>" in shown
    assert "请先选一个" in shown
    assert not Survey.objects.get().is_said


def test_what_leads_nowhere_says_so(page, survey, browse, county_b):
    client = browse(survey.tenant)
    unknown = client.get("/voice/aaaaaaaaaa/")
    assert (unknown.status_code, "没有找到这个评价链接" in unknown.content.decode()) == (404, True)
    assert browse(county_b).get(page).status_code == 404
    SurveyLink.objects.update(until=timezone.now() - timedelta(seconds=1))
    for answer in (client.get(page), client.post(page, {"grade": "very"})):
        assert (answer.status_code, "这个评价链接已经过期" in answer.content.decode()) == (410, True)
    with in_tenant(survey.tenant):
        assert not Survey.objects.get().is_said


def test_a_code_may_be_typed(page, survey, browse):
    client, code = browse(survey.tenant), page.split("/")[2]
    assert (
        client.get("/voice/", {"code": f"{code[:5].upper()} {code[5:]}"})["Location"].lower()
        == f"{page}?typed"
    )
    assert "请填代码" in client.get("/voice/", {"code": " - "}).content.decode()
    short = client.get("/voice/", {"code": "abc 234"}).content.decode()
    assert ("代码是十位，您填了6位。" in short, 'value="abc 234"' in short) == (True, True)
    wrong = client.get("/voice/", {"code": "aaaaaaaaaa"}, follow=True)
    assert (wrong.status_code, "没有找到这个代码" in wrong.content.decode()) == (404, True)


def test_trying_codes_is_slowed_down(page, survey, browse, settings):
    settings.THROTTLES = {"voice": 2}
    client = browse(survey.tenant)
    assert [client.get("/voice/aaaaaaaaaa/").status_code for _time in range(3)] == [404, 404, 429]


def test_the_tablet_leads_nowhere_else(survey, browse):
    client, page = browse(survey.tenant), link_for(survey, "tablet")
    for answer in (client.get(page), client.post(page, {"grade": "very"}, follow=True)):
        body = answer.content.decode().split("<body", 1)[1]
        assert [part.split('"')[0] for part in body.split("<a ")[1:] if "href" in part] == ["class="]
        assert 'href="#main"' in body
    assert "请把平板交还工作人员" in body
