"""What the documents ask of patrols, warnings, reports and meetings, one demand at a time."""

from datetime import date, datetime

from services.procedures.library import shipped
from tests.services.procedures.due import last_day
from tests.services.procedures.walking import take

ROUND = shipped()["INSPECTION_ROUND"]


def test_a_finding_is_written_once_and_goes_on_as_a_dispute():
    found = take(
        "INSPECTION_ROUND",
        "register",
        "info_officer",
        ["found_count", "dispute_summary"],
        guards=["dispute_found"],
    )
    (mediation,) = (one for one in found.follow_ups if one.procedure == "PM_GENERAL")
    assert dict(mediation.prefill) == {
        code: code for code in ("dispute_summary", "dispute_type", "key_areas", "key_groups")
    }
    assert found.documents == ("inspection_register",)


def test_nothing_found_is_one_step():
    none = take(
        "INSPECTION_ROUND", "zero_report", "info_officer", {"found_count": 0}, guards=["nothing_found"]
    )
    assert none.outcome == "zero"


def test_focus_fields_and_groups_are_fixed_tags():
    tags = {
        code: list(ROUND.fields[code].declared["options"].values()) for code in ("key_areas", "key_groups")
    }
    assert tags == {
        "key_areas": ["婚恋家庭", "教育", "金融", "农业农村", "其他"],
        "key_groups": ["涉众", "涉军", "涉访", "涉诉"],
    }


def test_a_risk_is_judged_and_reported_up_past_the_levels():
    judged = take("EARLY_WARNING", "assess", "mediator", ["risk_factors", "risk_level"])
    assert judged.documents == ("risk_assessment",)
    up = take("EARLY_WARNING", "report_up", "mediator", ["warning_content"], guards=["beyond_capacity"])
    assert (up.state, up.documents) == ("reported_up", ("direct_report",))


def test_the_police_are_told_and_what_came_of_it_is_written_down():
    typed = {"feedback_date": "2026-03-02"}
    assert take("EARLY_WARNING", "tell_police", "mediator", typed).items == ("may_turn_criminal",)
    told = take("EARLY_WARNING", "tell_police", "mediator", typed, guards=["may_turn_criminal"])
    assert (told.state, told.documents) == ("police_handed", ("early_warning_notice",))
    answered = take(
        "EARLY_WARNING", "feed_back", "judicial_office", ["measures", "result_text"], state="police_handed"
    )
    assert answered.documents == ("result_feedback",)


def test_a_team_takes_what_has_piled_up_with_a_plan():
    team = take(
        "EARLY_WARNING",
        "form_special_team",
        "mediation_center",
        ["plan_text", "handled_by"],
        guards=["major_case"],
    )
    assert (team.state, team.documents) == ("special_team", ("mediation_plan",))


def test_a_report_that_never_came_is_looked_into():
    missed = take("PERIODIC_REPORT", "miss", "superior_unit", state="compiling", guards=["report_overdue"])
    assert (missed.outcome, [one.procedure for one in missed.follow_ups]) == ("missed", ["COMPLAINT"])


def test_the_yearly_survey_has_a_paper_of_its_own():
    told = take("JOINT_AGREEMENT", "yearly_report", "safety_office", ["report_body"])
    assert told.documents == ("social_conflict_report",)
    assert shipped()["JOINT_AGREEMENT"].numbers["yearly_report_min"].least == 1


def test_the_four_units_meet_once_a_quarter_with_minutes():
    assert take("JOINT_AGREEMENT", "hold_meeting", "safety_office").items == (
        "meeting_time",
        "agenda",
        "resolutions",
    )
    met = take("JOINT_AGREEMENT", "hold_meeting", "safety_office", ["meeting_time", "agenda", "resolutions"])
    assert met.documents == ("joint_meeting_minutes",)
    assert last_day("JOINT_AGREEMENT", "meeting", datetime(2026, 2, 10)) == date(2026, 5, 10)


def test_nine_mechanisms_are_agreed_on():
    assert len(shipped()["JOINT_AGREEMENT"].fields["mechanism_items"].declared["options"]) == 9


def test_a_file_is_scored_and_the_way_to_the_subsidy_opens():
    bare = take("DOSSIER_REVIEW", "county_review", "reviewer", guards=["no_conflict"])
    assert bare.items == ("review_items", "review_score", "review_level")
    passed = take(
        "DOSSIER_REVIEW", "pass_county", "county_bureau", ["review_result"], guards=["dossier_compliant"]
    )
    assert (passed.outcome, [one.procedure for one in passed.follow_ups]) == ("passed", ["SUBSIDY_CLAIM"])
