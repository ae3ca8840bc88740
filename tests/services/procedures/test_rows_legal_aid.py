"""What the documents ask of legal aid, one demand at a time."""

from datetime import date, datetime

import pytest

from services.forms import library as forms
from services.procedures.facts import ClockFact
from services.procedures.library import shipped
from services.procedures.variants import varied
from tests.services.procedures.due import last_day
from tests.services.procedures.walking import take, walk

AID = shipped()["LA_CASE"]
LATE_FRIDAY = datetime(2026, 3, 6, 17, 30)


def test_the_whole_way_is_watched():
    """Acceptance, assignment, hearing, discussion, revisit with its survey, review of the file, quality."""
    steps = (
        "pass_preliminary approve assign hand_over start_handling consult after_consult report_hearing after_hearing "
        "conclude submit_dossier pass_closing revisit archive"
    )
    assert walk(AID, steps).outcome == "closed"


def test_assigned_and_met_on_the_day_itself():
    assert last_day("LA_CASE", "assign", LATE_FRIDAY) == LATE_FRIDAY.date()
    assert last_day("LA_CASE", "handover", LATE_FRIDAY) == LATE_FRIDAY.date()
    assert last_day("LA_CASE", "review", LATE_FRIDAY) == date(2026, 3, 17)
    agreed = take(
        "LA_CASE", "hand_over", "legal_aid_lawyer", ["agency_scope", "date"], guards=["all_forms_signed"]
    )
    assert agreed.code == "missing_document"


def test_a_refusal_names_its_reason_and_other_ways():
    bare = take("LA_CASE", "refuse", "legal_aid_clerk", guards=["not_eligible"])
    assert bare.items == ("reject_reason", "other_route_advice")
    told = take(
        "LA_CASE",
        "refuse",
        "legal_aid_clerk",
        ["reject_reason", "other_route_advice"],
        guards=["not_eligible"],
    )
    assert told.documents == ("aid_decision_notice",)


def test_the_bureau_may_overrule_a_refusal():
    assert take("LA_CASE", "object", "applicant", ["objection_text"]).state == "objected"
    ordered = take("LA_CASE", "overturn", "county_bureau", ["approval_opinion"])
    assert (ordered.state, [change.clock for change in ordered.clocks]) == ("approved", ["assign"])


def test_an_assistant_is_named_with_the_lawyer_and_asks_afterwards():
    guards = ["lawyer_not_suspended", "no_conflict"]
    typed = ["assigned_lawyer", "assigned_firm", "assigned_on"]
    assert take("LA_CASE", "assign", "legal_aid_clerk", typed, guards=guards).items == ("assistant_name",)
    assert take("LA_CASE", "revisit", "legal_assistant").items == ("survey_grade", "revisit_findings")
    grades = AID.fields["survey_grade"].declared["options"]
    assert list(grades.values()) == ["很满意", "满意", "较满意", "不满意"]


def test_only_hard_cases_are_talked_over_by_a_team():
    assert take("LA_CASE", "consult", "legal_aid_center", ["participants"]).items == (
        "complex_case",
        "group_case",
    )
    assert take("LA_CASE", "after_consult", "legal_aid_lawyer").items == ("plan_text",)


def test_another_lawyer_takes_over_for_a_reason_and_with_consent():
    assert take(
        "LA_CASE", "ask_reassign", "legal_aid_lawyer", ["reassign_reason"], state="handling"
    ).items == ("objective_obstacle",)
    asked = take(
        "LA_CASE", "ask_reassign", "legal_aid_lawyer", ["reassign_reason"], state="handling",
        guards=["objective_obstacle"],
    )  # fmt: skip
    assert (asked.state, asked.documents) == ("reassigning", ("reassign_notice",))
    assert AID.by_transition["reassign"].by == ("legal_aid_center",)


def test_four_grounds_end_the_aid_and_the_head_decides():
    assert len(AID.fields["termination_reason"].declared["options"]) == 4
    ended = take(
        "LA_CASE", "terminate", "legal_aid_head", ["approval_opinion"], guards=["termination_ground"]
    )
    assert (ended.state, ended.documents) == ("terminated", ("termination_decision",))


def test_the_result_is_recorded_within_ten_working_days_of_the_file():
    assert last_day("LA_CASE", "record_result") == date(2026, 3, 16)
    assert take("LA_CASE", "conclude", "legal_aid_lawyer", state="handling").items == (
        "closing_result",
        "closing_date",
    )


def test_what_is_wrong_with_a_file_is_put_right():
    asked = take(
        "LA_CASE", "ask_rectify", "legal_aid_clerk", ["rectify_items"], guards=["dossier_defective"],
        clocks={"closing_review": ClockFact("running")},
    )  # fmt: skip
    assert (asked.state, asked.documents) == ("rectifying", ("rectification_notice",))


def test_materials_differ_with_who_applies():
    form = forms.application("legal_aid", known={code: field.declared for code, field in AID.fields.items()})
    agent = form.by_code["agency_proof"].shown_if
    assert (agent.field, agent.operator, agent.value) == ("filled_by", "is", "agent")
    assert {*dict(form.by_code["hardship_kind"].options)} == {
        "allowance",
        "relief",
        "disability",
        "income",
        "none",
    }
    assert form.by_code["applicant_id_no"].required


@pytest.mark.parametrize("role", ["city_bureau", "bar_association"])
def test_who_refuses_without_reason_is_warned(role):
    assert take("LA_LAWYER_SUSPENSION", "warn", role, ["disposal"]).items == ("complaint_substantiated",)
    warned = take("LA_LAWYER_SUSPENSION", "warn", role, ["disposal"], guards=["complaint_substantiated"])
    assert warned.outcome == "warned"


def test_eight_grounds_of_suspension():
    grounds = shipped()["LA_LAWYER_SUSPENSION"].fields["suspension_ground"].declared["options"]
    assert len(grounds) == 8


def test_a_ranking_is_answered_before_it_is_published():
    assert take("LA_RANKING", "object", "legal_aid_lawyer", ["objection_text"]).state == "objected"
    settled = take(
        "LA_RANKING", "settle_objection", "legal_aid_head", ["objection_reply"], guards=["data_checked"]
    )
    assert settled.state == "checked"
    out = take("LA_RANKING", "publish", "legal_aid_center", ["publish_channel", "published_on"])
    assert (out.outcome, out.documents) == ("published", ("public_ranking",))
    assert last_day("LA_RANKING", "cycle", datetime(2026, 1, 5)) == date(2026, 6, 30)


def test_in_yanchi_twice_the_minimum_six_matters_and_four_exemptions():
    numbers = varied(AID, "yanchi").numbers
    found = {
        code: (numbers[f"yanchi_{code}"].amount, numbers[f"yanchi_{code}"].least)
        for code in ("hardship_multiple", "new_matters", "exempt_kinds", "exempt_age")
    }
    assert found == {
        "hardship_multiple": (2, None), "new_matters": (6, None), "exempt_kinds": (4, None), "exempt_age": (None, 70),
    }  # fmt: skip


def test_special_groups_need_no_proof_of_means():
    way = AID.by_transition["pass_special"]
    assert ("hardship_certificate" in way.documents, way.documents_optional) == (
        False,
        ("occupation_certificate",),
    )
    assert {"police", "soldier", "medical_worker"} <= {*AID.fields["crowd_kind"].declared["options"]}
