"""What is particular to the ways in which an agreement becomes enforceable."""

from datetime import date, datetime, timedelta

import pytest

from services.procedures import clocks
from services.procedures.engine import begin, open_to, step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.variants import varied
from tests.services.procedures.walking import take

SUBMIT = ["agreement_ref", "id_copy", "evidence_files"]
ARBITRABLE = {"contract": True, "property": True} | dict.fromkeys(
    ("family", "administrative", "labour", "farm_contract"), False
)


@pytest.mark.parametrize("code", ["JC_OFFLINE", "JC_ONLINE"])
def test_the_window_counts_from_the_day_the_agreement_took_effect_and_closes_the_application(code):
    procedure = shipped()[code]
    assert begin(procedure, Facts("")).clocks == (
        ClockChange("window", "start", "judicial_confirmation_window"),
    )
    clock, now = procedure.by_clock["window"], datetime(2026, 3, 30)
    run = clocks.Run(now, event=date(2026, 3, 2))
    due = clocks.due(clock, procedure.numbers[clock.number], run, lambda day: day.weekday() < 5)
    assert due.day == date(2026, 4, 1)
    closed = take(code, "submit", "mediator", clocks={"window": ClockFact("running", now)}, now=now)
    assert closed.code == "window_over"


def test_court_the_end_of_the_window_ends_the_case():
    now = datetime(2026, 3, 2)
    early = Facts("preparing", clocks={"window": ClockFact("running", now + timedelta(days=1))}, now=now)
    late = Facts("preparing", clocks={"window": ClockFact("running", now)}, now=now)
    assert step(shipped()["JC_OFFLINE"], early, "expire", Actor(due="window"), {}).code == "not_due"
    assert step(shipped()["JC_OFFLINE"], late, "expire", Actor(due="window"), {}).outcome == "expired"


def test_court_its_president_may_lengthen_the_decision_by_ten_days():
    taken = take("JC_OFFLINE", "extend", "court", ["deadline_date"], clocks={"decide": ClockFact("running")})
    assert taken.clocks == (ClockChange("decide", "extend", "court_decide_extension"),)


def test_court_one_of_two_papers_confirms_and_each_region_has_its_own():
    procedure = shipped()["JC_OFFLINE"]
    papers = {
        variant.code: varied(procedure, variant.code).by_transition["confirm"]
        for variant in procedure.variants
    }
    assert procedure.by_transition["confirm"].documents_any == ("civil_ruling", "civil_mediation_statement")
    assert {code: (way.documents, way.documents_any) for code, way in papers.items()} == {
        "zhongwei": (("civil_mediation_statement",), ()),
        "civil_procedure_law": (("civil_ruling",), ()),
        "youyang_yudi": (("civil_ruling",), ()),
    }


def test_online_without_access_for_mediators_the_parties_apply_themselves():
    variant = varied(shipped()["JC_ONLINE"], "without_delegated_access")
    assert {code: variant.by_transition[code].by for code in ("submit", "resubmit", "serve")} == {
        "submit": ("party",),
        "resubmit": ("party",),
        "serve": ("court",),
    }


@pytest.mark.parametrize("kind", ARBITRABLE)
def test_arbitration_takes_contracts_and_property_and_none_of_the_four_others(kind):
    signed = ["lawful_voluntary_content", "execution_risk", "agreement_signed"]
    submitted = take(
        "ARB_CONFIRMATION", "submit", "party", dict.fromkeys(SUBMIT, "x") | {"matter_kind": kind},
        guards=signed, documents=["arbitration_confirmation_application", "mediation_agreement"],
    )  # fmt: skip
    elsewhere = take(
        "ARB_CONFIRMATION", "refer_other", "mediator", {"matter_kind": kind, "other_route_advice": "x"}
    )
    answers = {
        True: ("submitted", "guard"),
        False: ("guard", "not_accepted"),
    }
    assert (_said(submitted), _said(elsewhere)) == answers[ARBITRABLE[kind]]
    assert {*shipped()["ARB_CONFIRMATION"].fields["matter_kind"].declared["options"]} == {*ARBITRABLE}


def _said(answer):
    return getattr(answer, "state", None) or answer.code


def test_arbitration_what_is_excluded_stands_on_the_page_in_words():
    texts = shipped()["ARB_CONFIRMATION"].texts
    assert (len(texts["eligible"]), len(texts["excluded"])) == (3, 4)
    assert shipped()["ARB_REFERRAL"].texts["excluded"] == texts["excluded"]


def test_arbitration_an_excluded_matter_is_offered_the_way_that_is_open_to_it():
    def offered(kind):
        taken = take(
            "ARB_CONFIRMATION", "refer_other", "mediator", {"matter_kind": kind, "other_route_advice": "x"}
        )
        return [follow_up.procedure for follow_up in taken.follow_ups]

    assert [offered(kind) for kind in ("family", "labour", "administrative")] == [
        ["JC_OFFLINE"], ["LABOUR_ARB_CONFIRMATION"], [],
    ]  # fmt: skip


def test_arbitration_the_kind_of_matter_is_asked_in_the_step_it_decides():
    facts = Facts("guided", guards=frozenset({"agreement_signed"}))
    offers = open_to(shipped()["ARB_CONFIRMATION"], facts, Actor(frozenset({"mediator"})))
    assert [(offer.transition.code, offer.refused) for offer in offers] == [
        ("submit", None),
        ("refer_other", None),
    ]


def test_arbitration_one_arbitrator_reviews_and_brings_one_of_two_papers():
    def examine(count):
        return take(
            "ARB_CONFIRMATION", "examine", "arbitration_commission", ["arbitrator_name"],
            guards=["no_conflict"], seats={"arbitrator": (count,)},
        )  # fmt: skip

    assert [_said(examine(count)) for count in (0, 1, 2)] == ["composition", "examining", "composition"]
    guards = ["lawful_voluntary_content"]
    assert take("ARB_CONFIRMATION", "confirm", "arbitrator", ["ruling_no"], guards=guards).items == (
        "arbitration_award", "arbitration_mediation_statement",
    )  # fmt: skip


def test_arbitration_twenty_working_days_from_acceptance():
    procedure = shipped()["ARB_CONFIRMATION"]
    clock = procedure.by_clock["decide"]
    accepted = clocks.Run(datetime(2026, 3, 2, 9))
    due = clocks.due(clock, procedure.numbers[clock.number], accepted, lambda day: day.weekday() < 5)
    assert due.day == date(2026, 3, 30)


def test_labour_arbitration_by_national_rules_has_another_paper_and_a_window():
    variant = varied(shipped()["LABOUR_ARB_CONFIRMATION"], "national_rules")
    assert variant.by_transition["confirm"].documents == ("arbitration_mediation_statement",)
    assert variant.numbers["joint_window"].amount == 15


@pytest.mark.parametrize("code", ["NOTARIAL_ENFORCEMENT", "PAYMENT_ORDER"])
def test_without_payment_there_is_nothing_to_enforce(code):
    refused = take(code, "apply", "party", guards=["all_parties_apply", "not_performed_in_time"])
    assert str(refused) == "协议须有给付内容"


def test_the_notary_is_paid_by_rules_of_yunnan_in_yunnan():
    procedure = shipped()["NOTARIAL_ENFORCEMENT"]
    fee = {rule.code: rule for rule in varied(procedure, "yunnan").rules}["fee"]
    assert [basis.clause for basis in fee.basis] == ["六(四)2"]
