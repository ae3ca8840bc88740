"""What the documents ask of mediation, one demand at a time."""

from datetime import date

import pytest

from services.procedures.engine import open_to
from services.procedures.facts import Actor, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.spec import Procedure
from tests.services.procedures.due import last_day
from tests.services.procedures.walking import take, walk

GENERAL = shipped()["PM_GENERAL"]
SIMPLE = "start_review accept assign mediate_directly agree effect_oral confirm_performance archive"


def names(procedure: Procedure) -> list[str]:
    return [procedure.by_state[code].name for code in procedure.flow]


def test_a_simple_quarrel_ends_without_an_investigation_and_with_a_spoken_agreement():
    assert walk(GENERAL, SIMPLE).outcome == "case_closed"
    assert take("PM_GENERAL", "mediate_directly", "mediator", ["rights_notified"]).items == ("simple_case",)
    spoken = take(
        "PM_GENERAL",
        "effect_oral",
        "mediator",
        ["effective_date", "performance_due"],
        guards=["oral_agreement_ok"],
    )
    assert spoken.documents == ("oral_agreement_register",)


def test_what_is_too_hard_goes_up_with_a_view_of_its_risk():
    asked = {"risk_level": "high", "risk_assessment_text": "x"}
    assert take("PM_GENERAL", "escalate", "mediator", asked, state="mediating").code == "guard"
    for reason in ("major_case", "beyond_capacity"):
        taken = take("PM_GENERAL", "escalate", "mediator", asked, state="mediating", guards=[reason])
        assert (taken.state, taken.documents) == ("escalated", ("risk_assessment",))
    above = take("PM_GENERAL", "take_over", "mediation_center", ["mediator_names", "plan_text"])
    assert (above.state, above.documents) == ("mediating", ("mediation_plan",))


def test_whoever_failed_to_agree_is_offered_legal_aid():
    failed = take(
        "PM_GENERAL", "fail", "mediator", ["unresolved_reason", "other_route_advice"], state="mediating"
    )
    assert [one.procedure for one in failed.follow_ups] == ["ARB_REFERRAL", "LA_CASE"]
    silent = take("PM_GENERAL", "fail", "mediator", ["unresolved_reason"], state="mediating")
    assert silent.items == ("other_route_advice",)


def test_the_base_workflow_receives_registers_accepts_examines_mediates_and_visits_again():
    state = shipped()["PM_STATE"]
    assert names(state)[:4] == ["已接待登记", "已受理", "鉴定（调查核实）", "调解中"]
    performing = take(
        "PM_STATE", "effect", "mediator", ["effective_date", "performance_due"], guards=["agreement_signed"]
    )
    assert "AGREEMENT_REVISIT" in [one.procedure for one in performing.follow_ups]


def test_a_state_enterprise_hands_on_what_it_cannot_solve():
    assert take("PM_STATE", "escalate", "committee_director", ["risk_level"]).items == ("beyond_capacity",)
    taken = take("PM_STATE", "escalate", "committee_director", ["risk_level"], guards=["beyond_capacity"])
    assert (taken.state, taken.documents) == ("joint_mediating", ("direct_report",))
    texts = shipped()["PM_STATE"].texts
    assert (len(texts["eligible"]), len(texts["excluded"])) == (4, 3)


def test_an_enterprise_reports_what_is_not_its_own_and_points_elsewhere():
    refused = take("PM_PRIVATE", "refer", "committee_office", guards=["out_of_scope"])
    assert refused.items == ("other_route_advice",)
    taken = take("PM_PRIVATE", "refer", "committee_office", ["other_route_advice"], guards=["out_of_scope"])
    assert taken.outcome == "referred"


def test_medical_a_plan_stands_on_records_and_both_opinions():
    panels = {"medical_expert": (2,), "legal_expert": (2,)}
    bare = take("PM_MEDICAL", "form_opinion", "mediation_studio", ["opinion_text"], seats=panels)
    assert bare.items == ("medical_records",)
    formed = take(
        "PM_MEDICAL", "form_opinion", "mediation_studio", ["opinion_text", "medical_records"], seats=panels
    )
    assert formed.documents == ("medical_expert_opinion", "legal_expert_opinion")
    drafted = take("PM_MEDICAL", "draft_plan", "committee_director", ["plan_text"])
    assert (drafted.state, drafted.documents) == ("plan_drafted", ("mediation_plan",))


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("PM_GENERAL", "committee_director"),
        ("PM_MEDICAL", "mediation_studio"),
        ("PM_TRAFFIC", "committee_director"),
        ("PM_LABOUR", "committee_director"),
        ("PM_LAND", "committee_director"),
    ],
)
def test_whom_a_party_refuses_is_replaced_and_it_is_written_down(code, role):
    typed = ["recusal_reason", "new_mediator"]
    assert take(code, "replace_mediator", role, typed, state="mediating").items == ("recusal_requested",)
    taken = take(code, "replace_mediator", role, typed, state="mediating", guards=["recusal_requested"])
    assert taken.documents == ("recusal_record",)
    assert take(
        code, "replace_mediator", role, typed[:1], state="mediating", guards=["recusal_requested"]
    ).items == ("new_mediator",)


@pytest.mark.parametrize("code", sorted(code for code in shipped() if shipped()[code].family == "mediation"))
def test_mediation_costs_nothing(code):
    fee = next(rule.text for rule in shipped()[code].rules if rule.code == "fee")
    assert "不" in fee and "收" in fee
    assert fee.startswith(("人民调解不向当事人收取任何费用", "调解不收费", "不收费"))


def test_traffic_only_the_general_procedure_is_handed_over_by_the_police():
    certain = ["accident_certificate_effective"]
    letter = ["traffic_transfer_letter"]
    refused = take(
        "PM_TRAFFIC", "accept_general_transfer", "mediation_studio", guards=certain, documents=letter
    )
    assert str(refused) == "只有适用一般程序的事故才由主办交警填函移送"


def test_traffic_the_certificate_is_named_with_its_day():
    ready = ["accident_certificate_effective", "jurisdiction_ok", "parties_willing"]
    refused = take("PM_TRAFFIC", "accept_application", "mediation_studio", ["accept_date"], guards=ready)
    assert refused.items == ("accident_certificate_no", "accident_certificate_effective_on")


@pytest.mark.parametrize(
    ("code", "role"), [("PM_TRAFFIC", "mediation_studio"), ("PM_LABOUR", "mediation_studio")]
)
def test_unasked_mediation_begins_only_where_nobody_objects(code, role):
    others = ["accident_certificate_effective"]
    refused = take(code, "accept_proactive", role, ["accept_date"], guards=others)
    assert refused.items == ("no_objection_to_proactive",)
    taken = take(
        code, "accept_proactive", role, ["accept_date"], guards=[*others, "no_objection_to_proactive"]
    )
    assert (taken.state, taken.documents) == ("accepted", ("acceptance_register",))


def test_thirty_days_for_traffic_and_twenty_for_labour():
    assert last_day("PM_TRAFFIC", "overall") == date(2026, 4, 1)
    assert last_day("PM_LABOUR", "overall") == date(2026, 3, 23)  # the twentieth day is a Sunday
    assert last_day("PM_LAND", "accept") == date(2026, 3, 5)


def test_traffic_the_insurer_is_named_with_its_policy():
    refused = take("PM_TRAFFIC", "invite_insurer", "mediator", guards=["insurer_needed"])
    assert refused.items == ("insurer_name", "policy_no")
    assert "保险公司以调解协议作为理赔依据" in shipped()["PM_TRAFFIC"].texts["notes"]


@pytest.mark.parametrize(
    ("code", "partner"), [("PM_TRAFFIC", "case_police_officer"), ("PM_LABOUR", "labour_supervision")]
)
def test_a_hard_case_is_mediated_together_with_the_authority(code, partner):
    assert take(code, "go_joint", partner, ["participants"]).items == ("complex_case",)
    assert (
        take(code, "go_joint", partner, ["participants"], guards=["complex_case"]).state == "joint_mediating"
    )


def test_land_the_choice_of_eight_kinds_is_told_in_words():
    assert len(shipped()["PM_LAND"].texts["eligible"]) == 8


def test_entrusted_nothing_begins_without_consent():
    refused = take("PM_COMMISSIONED", "accept", "committee_office", ["accept_date"])
    assert str(refused) == "移送须当事人同意"
    back = take("PM_COMMISSIONED", "decline", "intake_officer", ["feedback_date"], guards=["party_refuses"])
    assert (back.outcome, back.documents) == ("returned", ("result_feedback",))


def test_entrusted_the_result_goes_back_and_the_agreement_is_followed():
    agreed = take(
        "PM_COMMISSIONED", "agree", "mediator", ["agreed_terms", "performance_due"],
        guards=["lawful_voluntary_content"], clocks={"period": ClockFact("running")},
    )  # fmt: skip
    opening = {one.procedure: one.opens for one in agreed.follow_ups}
    assert opening == {"JC_ONLINE": False, "JC_OFFLINE": False, "AGREEMENT_REVISIT": True}
    told = take("PM_COMMISSIONED", "report_result", "committee_office", ["result_text", "feedback_date"])
    assert (told.state, told.documents) == ("result_reported", ("result_feedback",))


def test_joint_a_session_has_time_units_and_a_lead_that_reports_performance():
    called = take(
        "JOINT_MEDIATION", "schedule", "safety_office", ["joint_kind", "meeting_time", "place", "joint_units"]
    )
    assert (called.state, called.documents) == ("scheduled", ("joint_mediation_notice",))
    lead = take("JOINT_MEDIATION", "determine_lead", "safety_office", ["lead_unit_name"])
    assert lead.items == ("coordinating_unit_names",)
    done = take(
        "JOINT_MEDIATION", "close_performed", "lead_unit", ["performance_status"], guards=["performed_fully"]
    )
    assert (done.outcome, done.documents) == ("performed", ("result_feedback",))


def test_joint_a_major_dispute_has_a_plan_made_together():
    for unit in ("lead_unit", "coordinating_unit"):
        assert take("JOINT_MEDIATION", "make_plan", unit, ["plan_text"]).items == ("complex_case",)
        planned = take("JOINT_MEDIATION", "make_plan", unit, ["plan_text"], guards=["complex_case"])
        assert (planned.state, planned.documents) == ("plan_made", ("mediation_plan",))


def test_a_party_may_withdraw_until_there_is_an_agreement():
    before = {state.code for state in GENERAL.states} - {
        "not_accepted", "agreed", "performing", "performed", "breached", "remedy_guided", "failed", "withdrawn",
        "archived",
    }  # fmt: skip
    party = Actor(frozenset({"party"}))
    open_in = {
        state.code
        for state in GENERAL.states
        if "withdraw" in [offer.transition.code for offer in open_to(GENERAL, Facts(state.code), party)]
    }
    assert open_in == before


def test_a_visit_says_how_who_what_was_found_and_whether_it_was_performed():
    refused = take("AGREEMENT_REVISIT", "contact", "mediator")
    assert refused.items == ("revisit_method", "revisit_person", "revisit_findings", "performance_status")
    closed = take(
        "AGREEMENT_REVISIT", "close", "mediator", ["satisfaction_grade"], guards=["performed_fully"]
    )
    assert closed.outcome == "closed"
