"""What is particular to revisits, dossier review, warnings, typical cases and inspections."""

from datetime import date, datetime, timedelta

import pytest

from services.procedures import clocks
from services.procedures.engine import begin, step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.variants import for_territory, varied
from tests.services.procedures.walking import take

STARTED = datetime(2026, 3, 4, 9)  # a Wednesday


def due(procedure, clock, number, started=STARTED):
    found = procedure.by_clock[clock]
    run = clocks.Run(started)
    return clocks.due(found, procedure.numbers[number], run, lambda day: day.weekday() < 5).day


def test_revisit_certificates_are_given_only_where_they_are_known():
    procedure = shipped()["AGREEMENT_REVISIT"]
    assert [variant.code for variant in for_territory(procedure, "640502")] == ["without_certificate"]
    assert for_territory(procedure, "500242") == ()
    assert {*procedure.by_state} - {*varied(procedure, "without_certificate").by_state} == {"certified"}


def test_revisit_a_certificate_is_for_those_who_performed_by_themselves():
    refused = take(
        "AGREEMENT_REVISIT", "certify", "committee_office", ["performance_date"], guards=["performed_fully"]
    )
    assert str(refused) == "经强制执行才履行的，不出具自动履行证明书"


@pytest.mark.parametrize(("difficulty", "said"), [("simple", "passed"), ("major", "guard")])
def test_dossier_review_may_end_in_the_county_by_difficulty(difficulty, said):
    procedure = varied(shipped()["DOSSIER_REVIEW"], "by_difficulty")
    facts = Facts(
        "county_reviewed", fields={"difficulty": difficulty}, guards=frozenset({"dossier_compliant"})
    )
    answer = step(
        procedure, facts, "pass_county", Actor(frozenset({"county_bureau"})), {"review_result": "passed"}
    )
    assert (getattr(answer, "outcome", None) or answer.code) == said
    assert "difficulty" in procedure.by_transition["county_review"].requires


def test_dossier_review_nobody_reviews_with_an_interest():
    refused = take("DOSSIER_REVIEW", "county_review", "reviewer")
    assert refused.items == ("no_conflict",)


def test_dossier_review_is_done_within_a_quarter():
    assert due(shipped()["DOSSIER_REVIEW"], "round", "review_cycle") == date(2026, 6, 4)


def test_warning_a_sudden_event_goes_to_the_place_at_once():
    typed = {"on_site_leader": "x", "measures": "x"}
    guards = ["sudden_event"]
    taken = take("EARLY_WARNING", "go_on_site", "police_station", typed, state="signal", guards=guards)
    assert taken.state == "emergency"
    ningxia = varied(shipped()["EARLY_WARNING"], "ningxia")
    assert ningxia.by_transition["go_on_site"].by == ("judicial_office", "mediation_center")


def test_warning_an_alarm_ends_only_when_the_risk_is_under_control():
    assert take("EARLY_WARNING", "close", "judicial_office", ["result_text"]).items == ("risk_controlled",)


@pytest.mark.parametrize(
    ("kind", "number", "day"),
    [
        (None, "quarterly_case", date(2026, 3, 31)),
        ("judicial_office", "quarterly_case", date(2026, 3, 31)),
        ("fulltime_aid_lawyer", "aid_monthly_cases", date(2026, 3, 15)),
        ("brief", "monthly_brief", date(2026, 3, 31)),
    ],
)
def test_typical_case_each_writer_has_a_rhythm(kind, number, day):
    procedure = shipped()["TYPICAL_CASE"]
    opened = begin(procedure, Facts("", fields={"report_kind": kind} if kind else {}))
    assert opened.clocks == (ClockChange("period", "start", number),)
    assert due(procedure, "period", number) == day


def test_typical_case_nothing_is_public_that_names_a_person():
    submit, publish = (shipped()["TYPICAL_CASE"].by_transition[code].guards for code in ("submit", "publish"))
    assert (submit, publish) == (("content_desensitised",), ("content_desensitised",))


@pytest.mark.parametrize(
    ("level", "number", "day"),
    [
        ("village", "village_round", date(2026, 3, 8)),
        ("township", "township_round", date(2026, 3, 15)),
        ("industry", "industry_round", date(2026, 3, 15)),
        ("county", "county_round", date(2026, 3, 31)),
        ("private_group", "private_group_round", date(2026, 3, 8)),
        ("private_committee", "private_committee_round", date(2026, 3, 15)),
        ("state_enterprise", "state_round", date(2026, 3, 8)),
        ("four_unit", "joint_round", date(2026, 3, 31)),
    ],
)
def test_inspection_starting_settles_whose_rhythm_counts(level, number, day):
    procedure = shipped()["INSPECTION_ROUND"]
    taken = take(
        "INSPECTION_ROUND", "start", "grid_worker",
        {"round_kind": "regular", "body_level": level, "area": "x", "round_period": "x"},
        clocks={"round": ClockFact("running")},
    )  # fmt: skip
    assert taken.clocks == (ClockChange("round", "restart", number),)
    assert due(procedure, "round", number) == day


def test_inspection_a_round_that_nobody_started_is_missed():
    procedure = shipped()["INSPECTION_ROUND"]
    now = datetime(2026, 3, 9)
    late = Facts("planned", clocks={"round": ClockFact("running", now)}, now=now)
    early = Facts("planned", clocks={"round": ClockFact("running", now + timedelta(days=1))}, now=now)
    assert step(procedure, late, "miss", Actor(due="round"), {}).outcome == "missed"
    assert step(procedure, early, "miss", Actor(due="round"), {}).code == "not_due"


def test_inspection_townships_of_one_county_go_once_a_month():
    procedure = shipped()["INSPECTION_ROUND"]
    assert [variant.code for variant in for_territory(procedure, "640323100")] == ["yanchi"]
    assert due(varied(procedure, "yanchi"), "round", "township_round") == date(2026, 3, 31)
