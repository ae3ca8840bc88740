"""One voice of a matter and a side, however many links, and whoever is faster."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from services.voices.actions.link_for import link_for
from services.voices.actions.open_survey import open_survey
from services.voices.actions.say import say, say_by_link
from services.voices.errors import AlreadySaid, LinkOver
from services.voices.models import Survey, SurveyLink, VoiceSettings
from services.voices.queries import link_by
from tenants.models import JournalEntry
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


def test_several_links_lead_to_one_voice(survey):
    first, second = (link_by(link_for(survey, channel).split("/")[2]) for channel in ("sms", "paper"))
    say_by_link(second, "satisfied", comment=" 讲得清楚 ")
    with pytest.raises(AlreadySaid):
        say_by_link(first, "dissatisfied")
    row = Survey.objects.get(pk=survey.pk)
    assert (row.grade, row.points, row.comment, row.channel, row.recorded_by) == (
        "satisfied", 85, "讲得清楚", "paper", None,
    )  # fmt: skip
    assert list(JournalEntry.objects.filter(verb="voice_said").values_list("data", flat=True)) == [{}]


def test_who_read_the_page_before_somebody_else_spoke_is_too_late(survey):
    """Both hold a row that says nobody has spoken; the database decides."""
    early, late = Survey.objects.get(pk=survey.pk), Survey.objects.get(pk=survey.pk)
    say(early, "very", channel="tablet")
    with pytest.raises(AlreadySaid):
        say(late, "dissatisfied", channel="phone")
    assert Survey.objects.get(pk=survey.pk).grade == "very"


def test_a_matter_and_a_side_have_one_survey(survey, register):
    again = open_survey("consultation:1", title="别的", closed_on=survey.closed_on, lawyer=register.two)
    assert (again.pk, again.title, again.lawyer_id) == (survey.pk, "法律咨询", register.one.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.create(
            tenant=survey.tenant, about=survey.about, closed_on=survey.closed_on, asked_at=survey.asked_at
        )


def test_the_organisation_is_where_the_person_belongs(survey, register):
    assert survey.organisation_id == register.firm.pk


def test_only_the_print_of_a_token_is_kept_and_case_and_gaps_do_not_matter(survey):
    token = link_for(survey, "paper").split("/")[2]
    assert link_by(f" {token[:5].upper()}-{token[5:]}") == SurveyLink.objects.get()
    assert token not in str(SurveyLink.objects.values().get())


def test_a_link_lives_as_long_as_the_county_says(survey):
    VoiceSettings.objects.create(site=survey.tenant.site, link_days=3)
    made = timezone.now()
    link = link_by(link_for(survey, "sms", now=made).split("/")[2])
    with pytest.raises(LinkOver):
        say_by_link(link, "very", now=made + timedelta(days=3))
    say_by_link(link, "very", now=made + timedelta(days=3, seconds=-1))
    survey.refresh_from_db()
    with pytest.raises(AlreadySaid):
        link_for(survey, "sms")


def test_points_are_the_countys_at_that_time(survey, county_b, voices, register):
    VoiceSettings.objects.create(site=survey.tenant.site, fairly=60, dissatisfied=20)
    VoiceSettings.objects.create(site=county_b.site, fairly=10)
    assert [one.points for one in voices("very", "satisfied", "fairly", "dissatisfied")] == [100, 85, 60, 20]
    VoiceSettings.objects.filter(site=survey.tenant.site).update(fairly=65)
    assert sorted(Survey.objects.exclude(grade="").values_list("points", flat=True)) == [20, 60, 85, 100]
    with in_tenant(county_b):
        assert [one.points for one in voices("fairly", "satisfied")] == [10, 85]


def test_a_worse_grade_is_worth_no_more(survey):
    rising = VoiceSettings(site=survey.tenant.site, fairly=90)
    with pytest.raises(Exception, match="倒挂"):
        rising.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        rising.save()


def test_a_grade_there_is_not_is_refused(survey):
    with pytest.raises(ValueError, match="superb"):
        say(survey, "superb", channel="sms")


@pytest.mark.parametrize("half", [{"grade": "very"}, {"points": 3}, {"grade": "very", "points": 100}])
def test_half_a_voice_cannot_be_written(half, survey):
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(**half)
