"""What is particular to each kind of mediation."""

from datetime import date, datetime

import pytest

from services.procedures import clocks
from services.procedures.engine import begin, open_to
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.variants import for_territory, varied
from tests.services.procedures import walking
from tests.services.procedures.walking import take

RUNNING = ClockFact("running")


def test_labour_the_time_of_the_law_runs_from_the_application_that_of_the_policy_from_acceptance():
    procedure = shipped()["PM_LABOUR"]
    assert begin(procedure, Facts("")).clocks == (ClockChange("statute", "start", "statute_limit"),)
    assert walking.walk(procedure, "accept_application").clocks == (
        ClockChange("overall", "start", "overall_limit"),
    )


def test_labour_a_county_may_hold_to_the_time_of_the_law():
    procedure = varied(shipped()["PM_LABOUR"], "statute")
    assert begin(procedure, Facts("")).clocks == (
        ClockChange("overall", "start", "statute_limit"),
        ClockChange("statute", "start", "statute_limit"),
    )


def test_labour_a_transfer_needs_the_consent_of_the_parties_and_the_letter():
    assert take("PM_LABOUR", "accept_transfer", "mediation_studio").items == ("commission_letter",)
    refused = take("PM_LABOUR", "accept_transfer", "mediation_studio", documents=["commission_letter"])
    assert str(refused) == "移交须当事人同意"


def test_land_the_three_days_run_from_the_review_and_stop_with_the_answer():
    assert walking.walk(shipped()["PM_LAND"], "start_review").clocks == (
        ClockChange("accept", "start", "accept_limit"),
    )
    taken = take(
        "PM_LAND", "reject", "committee_office", ["reject_reason"],
        guards=["out_of_scope"], clocks={"accept": RUNNING},
    )  # fmt: skip
    assert (taken.clocks, taken.documents) == ((ClockChange("accept", "stop"),), ("non_acceptance_notice",))


def test_land_only_a_major_case_goes_to_the_committee():
    assert (
        str(take("PM_LAND", "discuss", "mediator", ["risk_level"], state="mediating"))
        == "纠纷须属重大疑难复杂"
    )


@pytest.mark.parametrize(
    ("medical", "legal", "missing"),
    [(1, 2, "medical_expert"), (3, 2, "medical_expert"), (2, 0, "legal_expert")],
)
def test_medical_each_panel_sends_two_experts(medical, legal, missing):
    refused = take(
        "PM_MEDICAL", "form_team", "mediation_studio", ["accept_date", "expert_names", "mediator_names"],
        guards=["in_scope"], seats={"medical_expert": (medical,), "legal_expert": (legal,)},
    )  # fmt: skip
    assert (refused.code, refused.items) == ("composition", (missing,))


def test_medical_each_side_sends_one_or_two_the_agents_included():
    def answer(parties, agents=(0, 0)):
        return take(
            "PM_MEDICAL", "notify_parties", "mediation_studio", ["rights_notified", "agent_name"],
            seats={"party": parties, "party_agent": agents},
        )  # fmt: skip

    refused = [answer((0, 1)), answer((1, 3)), answer((1, 1), (0, 2))]
    assert [one.code for one in refused] == ["composition"] * 3
    taken = [answer((1, 1)), answer((2, 1)), answer((2, 2)), answer((0, 1), (1, 1))]
    assert [one.state for one in taken] == ["investigating"] * 4


def test_medical_the_team_forms_at_once_and_the_limit_stands_still_during_the_appraisal():
    assert begin(shipped()["PM_MEDICAL"], Facts("")).clocks == (ClockChange("start", "start", "start_limit"),)
    taken = take(
        "PM_MEDICAL", "suspend", "mediation_studio", ["consent_record"],
        guards=["appraisal_needed"], clocks={"overall": RUNNING},
    )  # fmt: skip
    assert taken.clocks == (ClockChange("overall", "pause"),)


def test_traffic_nothing_is_accepted_before_the_accident_certificate():
    refused = take(
        "PM_TRAFFIC", "accept_application", "mediation_studio", guards=["jurisdiction_ok", "parties_willing"]
    )
    assert str(refused) == "事故认定书还没有生效，也没有出具事故证明"
    letter = take(
        "PM_TRAFFIC", "accept_general_transfer", "mediation_studio",
        guards=["general_procedure_case", "accident_certificate_effective"],
    )  # fmt: skip
    assert letter.items == ("traffic_transfer_letter",)


def test_traffic_the_limit_ends_when_the_squad_has_its_answer():
    taken = take(
        "PM_TRAFFIC", "terminate", "mediator", ["unresolved_reason", "feedback_date"],
        state="joint_mediating", clocks={"overall": RUNNING},
    )  # fmt: skip
    assert (taken.clocks, taken.documents) == ((ClockChange("overall", "stop"),), ("termination_reply",))


@pytest.mark.parametrize("code", ["PM_MEDICAL", "PM_TRAFFIC"])
def test_the_committee_of_the_city_is_for_one_district(code):
    def where(division):
        return [variant.code for variant in for_territory(shipped()[code], division)]

    assert (where("640502"), where("640521103"), where("640522")) == (
        [], ["zhongwei_counties"], ["zhongwei_counties"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("weight", "transition", "role", "asked", "state"),
    [
        ("simple_case", "mediate_locally", "mediation_group", ["mediator_names"], "group_mediating"),
        ("complex_case", "assign_lead", "committee_director", ["handled_by", "plan_text"], "lead_assigned"),
        ("major_case", "go_joint", "union", ["participants"], "joint_mediating"),
    ],
)
def test_private_enterprise_the_weight_of_the_dispute_says_who_mediates(
    weight, transition, role, asked, state
):
    assert take("PM_PRIVATE", transition, role, asked).items == (weight,)
    assert take("PM_PRIVATE", transition, role, asked, guards=[weight]).state == state


def test_state_enterprise_what_was_taken_elsewhere_is_not_accepted():
    refused = take(
        "PM_STATE", "accept", "committee_office", ["dispute_type", "accept_date"],
        guards=["in_scope", "parties_willing"],
    )  # fmt: skip
    assert refused.items == ("not_taken_elsewhere",)


def test_petition_the_day_is_set_with_the_acceptance():
    procedure = shipped()["PM_PETITION"]
    refused = take(
        "PM_PETITION", "accept", "petition_workroom", ["difficulty"],
        guards=["dispute_suited_to_mediation", "parties_willing"],
    )  # fmt: skip
    assert refused.items == ("deadline_date",)
    clock = procedure.by_clock["case"]
    run = clocks.Run(datetime(2026, 3, 2), agreed=date(2026, 5, 1))
    due = clocks.due(clock, procedure.numbers[clock.number], run, lambda day: day.weekday() < 5)
    assert due.day == date(2026, 5, 1)


def test_petition_ten_people_are_a_hard_case():
    def consult(people):
        return take(
            "PM_PETITION", "consult", "special_team",
            {"consultation_minutes": "x", "people_involved": people}, state="handling",
        )  # fmt: skip

    assert (consult(9).code, consult(10).state) == ("guard", "consulting")


def test_petition_the_pay_of_yunnan_is_paid_in_yunnan():
    procedure = shipped()["PM_PETITION"]
    assert len(procedure.subsidies) == 4
    elsewhere = varied(procedure, "elsewhere")
    assert (elsewhere.name, elsewhere.subsidies) == ("信访问题人民调解", ())


def test_petition_the_regulation_that_was_replaced_is_named():
    cited = {
        basis.document_number for basis in varied(shipped()["PM_PETITION"], "regulation_2022").legal_basis
    }
    assert "《信访工作条例》" in cited
    assert "《信访条例》" not in cited


def test_commissioned_the_day_stands_in_the_letter():
    procedure = shipped()["PM_COMMISSIONED"]
    assert take("PM_COMMISSIONED", "check_consent", "intake_officer").items == ("commission_letter",)
    assert procedure.by_clock["period"].due_field == "commission_period"
    assert "commission_period" in procedure.by_transition["check_consent"].requires


def test_commissioned_nothing_is_returned_before_the_commissioning_body_was_asked():
    assert [way.code for way in shipped()["PM_COMMISSIONED"].transitions if way.to == "returned"] == [
        "return_case"
    ]
    assert shipped()["PM_COMMISSIONED"].by_transition["return_case"].origins == ("return_consultation",)


def test_joint_the_county_centre_calls_where_the_four_units_have_no_agreement():
    facts, centre = Facts("reported"), Actor(frozenset({"mediation_center"}))
    zhongwei = varied(shipped()["JOINT_MEDIATION"], "zhongwei")
    assert open_to(shipped()["JOINT_MEDIATION"], facts, centre) == ()
    assert [offer.transition.code for offer in open_to(zhongwei, facts, centre)] == ["schedule", "cancel"]


def test_joint_agreement_all_four_units_sign():
    units = ("safety_office", "people_tribunal", "police_station", "judicial_office")

    def sign(*present):
        return take(
            "JOINT_AGREEMENT", "sign", "safety_office", ["joint_units", "mechanism_items", "unit_seals"],
            guards=["all_forms_signed"], seats=dict.fromkeys(present, (1,)),
        )  # fmt: skip

    assert [sign(*(one for one in units if one != missing)).items for missing in units] == [
        (missing,) for missing in units
    ]
    assert sign(*units).state == "signed"


def test_joint_agreement_a_meeting_begins_the_next_quarter():
    procedure = shipped()["JOINT_AGREEMENT"]
    taken = take(
        "JOINT_AGREEMENT", "hold_meeting", "safety_office", ["meeting_time", "agenda", "resolutions"],
        clocks={"meeting": RUNNING},
    )  # fmt: skip
    assert taken.clocks == (ClockChange("meeting", "restart", "joint_meeting_cycle"),)
    clock = procedure.by_clock["meeting"]
    held = clocks.Run(datetime(2026, 2, 10))
    due = clocks.due(clock, procedure.numbers[clock.number], held, lambda day: day.weekday() < 5)
    assert due.day == date(2026, 5, 10)
