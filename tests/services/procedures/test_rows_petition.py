"""What the documents ask of petitions and of lawyers at the court, one demand at a time."""

from datetime import date

import pytest

from services.procedures.facts import ClockFact
from services.procedures.library import shipped
from tests.services.procedures.due import last_day
from tests.services.procedures.walking import take, walk

PETITION = shipped()["PM_PETITION"]
LAWYER = "LAWYER_PETITION_CASE"


def test_the_eight_steps_lead_from_the_first_talk_to_the_closed_number():
    steps = "report assess accept commission form_team start_handling issue_opinion settle coordinate_relief archive"
    assert walk(PETITION, steps).outcome == "case_closed"


def test_a_petition_comes_from_one_of_these_sources():
    assert list(PETITION.fields["petition_channel"].declared["options"].values()) == [
        "联席会议交办", "领导批办", "被访单位提交", "信访人申请", "排查发现", "接谈",
    ]  # fmt: skip
    bare = take("PM_PETITION", "report", "petition_workroom")
    assert bare.items == ("petition_claim", "petition_channel", "interview_text", "approval_opinion")


def test_what_is_not_taken_is_advised_upon_and_warned_of():
    bare = take("PM_PETITION", "reject", "petition_workroom", guards=["out_of_scope"])
    assert bare.items == ("reject_reason", "other_route_advice", "warning_targets")
    taken = take(
        "PM_PETITION", "reject", "petition_workroom", ["reject_reason", "other_route_advice", "warning_targets"],
        guards=["out_of_scope"],
    )  # fmt: skip
    assert (taken.outcome, taken.documents) == ("not_accepted", ("early_warning_notice",))


def test_the_unit_entrusts_and_the_petition_office_where_it_is_unclear_whose_it_is():
    unit = take("PM_PETITION", "commission", "petition_workroom", ["responsible_unit_name"])
    office = take("PM_PETITION", "commission_by_office", "petition_workroom", ["transfer_unit"])
    assert (unit.state, unit.documents) == ("commissioned", ("petition_commission",))
    assert office.items == ("responsible_unit_unclear",)


def test_handling_says_whether_law_and_policy_fit():
    bare = take("PM_PETITION", "start_handling", "special_team", ["handled_by"])
    assert bare.items == ("law_policy_analysis",)
    done = take("PM_PETITION", "start_handling", "special_team", ["handled_by", "law_policy_analysis"])
    assert (done.state, done.documents) == ("handling", ("investigation_record",))
    assert take("PM_PETITION", "start_appraisal", "party", ["consent_record"]).items == ("appraisal_needed",)


def test_one_case_has_one_team_one_number_and_a_leader_or_none():
    bare = take("PM_PETITION", "form_team", "petition_workroom", guards=["no_conflict"])
    assert bare.items == ("team_no", "team_members", "leader_package")


def test_the_outcome_leads_on():
    assert list(PETITION.fields["route_chosen"].declared["options"].values()) == [
        "诉讼", "仲裁", "行政复议", "公证", "法律援助",
    ]  # fmt: skip
    guided = take(
        "PM_PETITION", "guide_route", "special_team", ["route_chosen"],
        guards=["chooses_legal_route"], clocks={"case": ClockFact("running")},
    )  # fmt: skip
    assert [one.procedure for one in guided.follow_ups] == ["LA_CASE"]


def test_relief_is_judicial_or_social():
    assert {*PETITION.fields["relief_type"].declared["options"].values()} == {"司法救助", "社会救助"}
    led = take(
        "PM_PETITION", "coordinate_relief", "petition_workroom", ["relief_type"], state="settled",
        guards=["relief_needed"],
    )  # fmt: skip
    assert led.documents == ("relief_referral",)


def test_the_file_of_a_petition_has_ten_papers_and_is_closed_only_when_signed():
    assert len(PETITION.dossier) == 10
    typed = ["dossier_no", "filing_date"]
    assert take("PM_PETITION", "archive", "petition_workroom", typed, state="settled").items == (
        "all_forms_signed",
    )


def test_no_lawyer_begins_without_the_slip_of_the_court():
    typed = ["applicant_name", "slip_no", "petition_claim", "conflict_declared"]
    guards = ["confirmation_slip_present", "no_conflict"]
    bare = take(LAWYER, "entrust_duty", "duty_lawyer", typed, guards=guards)
    assert bare.items == ("case_confirmation_slip",)
    taken = take(
        LAWYER, "entrust_duty", "duty_lawyer", typed, guards=guards, documents=["case_confirmation_slip"]
    )
    assert (taken.state, taken.documents) == ("entrusted", ("lawyer_petition_file",))


def test_another_lawyer_comes_by_a_letter_of_the_court():
    typed = ["applicant_name", "petition_claim", "pool_lawyer_name", "court_letter_no"]
    guards = ["chosen_pool_lawyer", "no_conflict"]
    assert take(LAWYER, "entrust_pool", "court", typed, guards=guards).items == ("court_entrust_letter",)
    letter = ["court_entrust_letter"]
    assert take(LAWYER, "entrust_pool", "court", typed, guards=guards, documents=letter).state == "entrusted"


def test_every_visit_is_recorded_and_answered_in_writing():
    talked = take(LAWYER, "interview", "duty_lawyer", ["interview_text", "petition_claim"])
    assert talked.documents == ("duty_consult_record",)
    assert take(LAWYER, "feed_back", "duty_lawyer", state="persuading").items == (
        "result_text",
        "consult_answer",
    )
    told = take(LAWYER, "feed_back", "duty_lawyer", ["result_text", "consult_answer"], state="persuading")
    assert told.documents == ("written_feedback",)


def test_a_lawyer_talks_studies_persuades_proposes_and_guides():
    procedure = shipped()[LAWYER]
    names = [
        procedure.by_transition[code].name
        for code in ("interview", "analyse", "persuade", "to_firm", "guide_appeal")
    ]
    assert names == ["接谈", "阅卷、核实、评析", "释法劝导", "提请律所集体研究", "引导依法申诉"]
    steps = "entrust_duty interview analyse to_firm send_opinion court_answer guide_appeal feed_back close"
    assert walk(procedure, steps).outcome == "closed"


def test_the_court_hands_over_its_materials_three_days_before_the_hearing():
    assert last_day(LAWYER, "materials", event=date(2026, 3, 20)) == date(2026, 3, 17)


def test_a_shift_is_signed_in_and_out_and_told_by_the_court():
    assert take("LAWYER_DUTY", "check_in", "duty_lawyer").items == ("check_in",)
    done = take("LAWYER_DUTY", "finish", "duty_lawyer", ["check_out"])
    assert done.documents == ("duty_attendance",)
    told = take("LAWYER_DUTY", "feed_back", "court", ["report_metrics"], state="done")
    assert [one.procedure for one in told.follow_ups] == ["SUBSIDY_CLAIM"]
    assert take("LAWYER_DUTY", "settle", "city_bureau").items == ("approved_amount",)


@pytest.mark.parametrize("role", ["city_bureau", "bar_association"])
def test_who_breaks_the_rules_leaves_the_pool(role):
    assert take("LAWYER_POOL", "remove", role, ["disposal"]).items == ("complaint_substantiated",)
    gone = take("LAWYER_POOL", "remove", role, ["disposal"], guards=["complaint_substantiated"])
    assert gone.outcome == "removed"


def test_a_petition_is_not_taken_back_once_there_is_an_opinion():
    offered = {way.code for way in PETITION.leaving("opinion_issued")}
    assert offered == {"settle", "guide_route", "rework"}


def test_fees_outside_are_borne_by_whoever_is_responsible_or_by_the_treasury_for_a_reason():
    for step in ("settle", "guide_route"):
        assert PETITION.by_transition[step].asks == ("outside_fees",)
    columns = PETITION.fields["outside_fees"].declared["columns"]
    assert list(columns["fee"]["options"].values()) == ["公证费", "司法鉴定费", "诉讼费", "仲裁费", "代理费"]
    assert [len(columns[code]["options"]) for code in ("bearer", "reason")] == [2, 2]
