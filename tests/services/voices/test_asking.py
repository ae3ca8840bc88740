"""Who is asked when a case ends, and which steps of procedures are a voice already."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import citizen
from services.cases.models import Case, CaseEvent, Party
from services.notices.models import Notice
from services.procedures.library import shipped
from services.voices.actions.ask_for_voice import ask_for_voice
from services.voices.actions.ask_left_over import ask_left_over
from services.voices.actions.follow_step import follow_step
from services.voices.actions.say import say
from services.voices.models import Grade, Survey, VoiceSettings
from services.voices.rules import CODE_OF_GRADE, GRADE_OF_CODE, GRADE_OF_REVISIT

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return list(Notice.objects.filter(kind="voices.asked").order_by("pk").values_list("to_phone", flat=True))


def test_the_codes_are_those_of_the_procedures():
    offered = dict(shipped()["LA_CASE"].fields["survey_grade"].declared["options"])
    assert {code: str(grade.label) for code, grade in GRADE_OF_CODE.items()} == offered
    assert dict(shipped()["AGREEMENT_REVISIT"].fields["satisfaction_grade"].declared["options"]).keys() == (
        GRADE_OF_REVISIT.keys()
    )
    assert CODE_OF_GRADE[Grade.VERY] == "4"


def test_the_recipient_is_asked_once_and_the_words_betray_nothing(closed, register):
    case = closed()
    for _time in range(2):
        (survey,) = ask_for_voice(case)
    assert (survey.side, survey.lawyer, survey.organisation, survey.closed_on) == (
        "", register.one, register.firm, timezone.localdate(case.closed_at),
    )  # fmt: skip
    notice = Notice.objects.get(kind="voices.asked")
    assert (notice.to_phone, notice.about) == ("+8613800000001", "case:1")
    assert notice.link.startswith("/voice/")
    assert "隐情" not in notice.text + survey.title
    assert survey.links.count() == 1


def test_a_mediation_asks_both_sides(closed, register):
    surveys = ask_for_voice(closed(procedure="PM_GENERAL"))
    assert [(one.side, one.mediator, one.organisation) for one in surveys] == [
        ("applicant", register.mediator, register.committee),
        ("respondent", register.mediator, register.committee),
    ]
    assert told() == ["+8613800000001", "+8613800000002"]


def test_the_other_side_is_not_written_to_before_it_knew_of_the_case(closed):
    case = closed(procedure="PM_GENERAL")
    Party.objects.filter(case=case).update(invited_at=None)
    assert len(ask_for_voice(case)) == 2
    assert told() == ["+8613800000001"]


def test_who_asked_for_care_is_not_written_to(closed):
    case = closed()
    Party.objects.filter(case=case).update(careful="丈夫看手机")
    (survey,) = ask_for_voice(case)
    assert (survey.grade, told()) == ("", [])


def test_with_an_agreed_way_it_is_the_agreed_way(closed, person):
    case = closed()
    Party.objects.filter(case=case).update(careful="丈夫看手机", reach="portal", user=person("stranger"))
    ask_for_voice(case)
    notice = Notice.objects.get(kind="voices.asked")
    assert (notice.to_user, notice.deliveries.count()) == (person("stranger"), 0)


def test_the_county_may_send_by_hand(closed, inside_a):
    VoiceSettings.objects.create(site=inside_a.site, sms_at_once=False)
    assert len(ask_for_voice(closed())) == 1
    assert told() == []


@pytest.mark.parametrize(
    ("procedure", "state"),
    [("LA_CASE", "refused_final"), ("PM_GENERAL", "not_accepted"), ("LA_RANKING", "published"), ("DOSSIER_REVIEW", "passed")],
)  # fmt: skip
def test_nobody_is_asked_where_nobody_was_served(procedure, state, closed):
    assert ask_for_voice(closed(procedure=procedure, state=state)) == []


def test_a_lost_process_is_made_good(closed):
    _fresh, old, brought, asked = (closed(str(number), procedure="PM_GENERAL") for number in range(4))
    Case.objects.filter(pk=old.pk).update(closed_at=timezone.now() - timedelta(days=15))
    Case.objects.filter(pk=brought.pk).update(lookup_hash="")
    ask_for_voice(asked)
    assert (ask_left_over(), ask_left_over()) == (1, 0)
    assert set(Survey.objects.values_list("about", flat=True)) == {"case:0", "case:3"}


def said(case: Case, code: str, **filled) -> CaseEvent:
    return CaseEvent(case=case, code=code, at=timezone.now(), data={"filled": filled})


def test_the_assistants_revisit_is_the_voice(closed, person):
    case = closed()
    event = said(case, "revisit", survey_grade="2", revisit_findings="内部的话", survey_comment="慢了些")
    event.actor = person("jia-case_officer")
    survey = follow_step(case, event)
    assert (survey.grade, survey.channel, survey.comment, survey.recorded_by) == (
        "fairly", "phone", "慢了些", event.actor,
    )  # fmt: skip
    assert ask_for_voice(case)[0].is_said
    assert told() == []


def test_an_earlier_word_stands(closed):
    case = closed()
    say(ask_for_voice(case)[0], "dissatisfied", channel="sms")
    assert follow_step(case, said(case, "revisit", survey_grade="4")) is None
    assert Survey.objects.get().grade == "dissatisfied"


def test_a_step_without_a_grade_says_nothing(closed):
    case = closed()
    assert follow_step(case, said(case, "revisit", revisit_findings="内部的话")) is None
    assert Survey.objects.count() == 0


def test_the_revisit_of_an_agreement_is_a_voice_about_the_mediation(closed):
    mediation = closed("1", procedure="PM_GENERAL")
    revisit = closed("2", procedure="AGREEMENT_REVISIT", state="closed")
    Case.objects.filter(pk=revisit.pk).update(parent=mediation)
    revisit.refresh_from_db()
    survey = follow_step(revisit, said(revisit, "close", satisfaction_grade="basic", revisit_person="被乙"))
    assert (survey.about, survey.side, survey.grade) == ("case:1", "respondent", "fairly")


def test_a_step_whose_process_was_lost_is_heard_later_and_nobody_is_asked(closed):
    case = closed()
    Case.objects.filter(pk=case.pk).update(data={"survey_grade": "1"})
    CaseEvent.objects.create(
        tenant=case.tenant, case=case, position=9, at=case.closed_at, kind="step", code="revisit", text="回访",
        hash="x", data={"filled": {"survey_grade": "1"}},
    )  # fmt: skip
    assert (ask_left_over(), ask_left_over()) == (1, 0)
    assert (Survey.objects.get().grade, told()) == ("dissatisfied", [])


@pytest.mark.django_db(transaction=True)
def test_a_consultation_is_rated_by_the_link_and_the_link_by_the_consultation(inside_a, officer):
    """The procedure asks while the case is open; whichever way is taken, both know of it."""
    made = [
        open_case(
            Opening("PUBLIC_REQUEST", {"consult_topic": "工资"}, (PartyData("问甲", phone="+8613800000001"),)), doer=officer
        ).case
        for _time in range(2)
    ]  # fmt: skip
    Case.objects.update(state="answered", turn=["public_user"])
    survey = ask_for_voice(Case.objects.get(pk=made[0].pk))[0]
    say(survey, "very", channel="sms", comment="不进案卷")
    case = Case.objects.get(pk=made[0].pk)
    assert (case.state, case.data["survey_grade"], "survey_comment" in case.data) == ("rated", "4", False)
    own = made[1].parties.get()
    advance(made[1], "rate", doer=citizen(own), data={"survey_grade": "1", "survey_comment": "没说清"})
    voice = Survey.objects.get(about=f"case:{made[1].number}")
    assert (voice.grade, voice.channel, voice.comment, voice.recorded_by) == (
        "dissatisfied", "online", "没说清", None,
    )  # fmt: skip
