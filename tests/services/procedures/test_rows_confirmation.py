"""What the documents ask of the ways in which an agreement becomes enforceable."""

from datetime import date

from services.procedures.facts import ClockFact
from services.procedures.library import shipped
from tests.services.procedures.due import last_day
from tests.services.procedures.walking import take

RUNNING = ClockFact("running")


def test_the_court_takes_no_fee():
    court = shipped()["JC_OFFLINE"]
    assert court.numbers["confirmation_fee"].amount == 0
    assert "强制执行的费用由不履行的一方承担" in next(rule.text for rule in court.rules if rule.code == "fee")


def test_labour_arbitration_confirms_by_its_decision_and_the_court_enforces():
    guards = ["lawful_voluntary_content"]
    bare = take("LABOUR_ARB_CONFIRMATION", "confirm", "labour_arbitration", ["ruling_no"], guards=guards)
    assert bare.items == ("labour_dispute_decision",)
    done = take(
        "LABOUR_ARB_CONFIRMATION", "confirm", "labour_arbitration", ["ruling_no"],
        guards=guards, documents=["labour_dispute_decision"],
    )  # fmt: skip
    assert done.state == "confirmed"
    enforced = take("LABOUR_ARB_CONFIRMATION", "enforce", "party", guards=["not_performed_in_time"])
    assert enforced.documents == ("enforcement_application",)


def test_online_a_ruling_comes_back_and_is_signed_for():
    issued = take(
        "JC_ONLINE", "issue", "judge", ["ruling_no", "e_seal_verified"],
        guards=["lawful_voluntary_content"], documents=["civil_ruling"], clocks={"decide": RUNNING},
    )  # fmt: skip
    assert issued.state == "ruling_returned"
    assert take("JC_ONLINE", "serve", "mediator").items == ("service_receipt",)
    bare = take("JC_ONLINE", "serve", "mediator", ["served_to", "served_on"], documents=["service_receipt"])
    assert bare.items == ("service_signature",)


def test_a_payment_order_is_applied_for_with_sum_and_debtor():
    guards = ["has_payment_terms", "not_performed_in_time"]
    assert take("PAYMENT_ORDER", "apply", "party", guards=guards).items == ("debt_amount", "debtor_name")
    taken = take("PAYMENT_ORDER", "apply", "party", ["debt_amount", "debtor_name"], guards=guards)
    assert taken.documents == ("payment_order_application",)


def test_the_notary_needs_both_and_something_to_be_paid():
    assert take("NOTARIAL_ENFORCEMENT", "apply", "party").items == ("all_parties_apply", "has_payment_terms")
    assert "继承、分割房产的协议" in shipped()["NOTARIAL_ENFORCEMENT"].texts["eligible"]


def test_arbitration_decides_on_acceptance_within_three_days_and_says_why_not():
    assert last_day("ARB_CONFIRMATION", "accept") == date(2026, 3, 5)
    refused = take("ARB_CONFIRMATION", "reject", "arbitration_commission", guards=["out_of_scope"])
    assert refused.items == ("reject_reason",)


def test_arbitration_a_committee_hands_over_directly_and_its_own_pack_is_taken_at_once():
    commission = "arbitration_commission"
    assert take("ARB_CONFIRMATION", "accept_direct", commission, ["accept_date"]).code == "guard"
    taken = take(
        "ARB_CONFIRMATION", "accept_direct", commission, ["accept_date"],
        guards=["transferred_by_committee"], clocks={"accept": RUNNING},
    )  # fmt: skip
    assert taken.state == "accepted"
    way = shipped()["ARB_CONFIRMATION"].by_transition["submit"]
    assert way.documents == ("arbitration_confirmation_application", "mediation_agreement")
    assert {"id_copy", "evidence_files"} <= {*way.requires}


def test_arbitration_what_people_agreed_by_themselves_is_mediated_or_assigned():
    commission = "arbitration_commission"
    assert take("ARB_CONFIRMATION", "mediate_direct", commission, ["mediator_names"]).items == (
        "self_reached_agreement",
    )
    own = take(
        "ARB_CONFIRMATION",
        "mediate_direct",
        commission,
        ["mediator_names"],
        guards=["self_reached_agreement"],
    )
    assert own.state == "direct_mediation"


def test_arbitration_who_does_not_answer_without_reason_has_withdrawn():
    asked = take(
        "ARB_CONFIRMATION", "ask_supplement", "arbitrator", ["requests"], guards=["materials_incomplete"]
    )
    assert (asked.state, asked.documents) == ("supplement", ("arbitration_supplement_notice",))
    assert take("ARB_CONFIRMATION", "supplied", "party", guards=["materials_complete"]).state == "examining"
    assert take("ARB_CONFIRMATION", "deem_withdrawn", "arbitration_commission").code == "guard"
    gone = take(
        "ARB_CONFIRMATION", "deem_withdrawn", "arbitration_commission", guards=["unexcused_no_response"]
    )
    assert gone.outcome == "withdrawn"


def test_arbitration_three_papers_and_six_ways_of_service():
    procedure = shipped()["ARB_CONFIRMATION"]
    refusal = take("ARB_CONFIRMATION", "refuse", "arbitrator", ["reject_reason"])
    assert (refusal.outcome, refusal.documents) == ("refused", ("arbitration_refusal_decision",))
    assert list(procedure.fields["service_method"].declared["options"].values()) == [
        "当面", "邮寄", "专递", "传真", "电子邮件", "平台",
    ]  # fmt: skip
    bare = take("ARB_CONFIRMATION", "serve", "arbitration_commission", documents=["service_receipt"])
    assert bare.items == ("served_on", "service_method")


def test_arbitration_a_party_applies_for_enforcement():
    taken = take("ARB_CONFIRMATION", "enforce", "party", guards=["not_performed_in_time"])
    assert (taken.state, taken.documents) == ("enforcing", ("enforcement_application",))


def test_money_for_a_sham_is_taken_back_and_looked_into():
    assert take("SUBSIDY_CLAIM", "claw_back", "city_bureau", ["clawback_amount"]).code == "guard"
    back = take("SUBSIDY_CLAIM", "claw_back", "city_bureau", ["clawback_amount"], guards=["false_case"])
    assert (back.outcome, [one.procedure for one in back.follow_ups]) == ("clawed_back", ["COMPLAINT"])
