"""What is special about help, correction, purchases, subsidies, trainings, reports and lawyers at the court."""

from datetime import date, datetime, timedelta

import pytest

from services.procedures import clocks, running
from services.procedures.engine import begin, open_to, step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.variants import for_territory, varied

NOW = datetime(2026, 1, 31, 10)
RELEASED, CORRECTION, PROJECT, SUBSIDY, MEDIATOR, REPORT = (
    shipped()[code]
    for code in (
        "RELEASED_PERSON", "CORRECTION_SERVICE", "PROCUREMENT", "SUBSIDY_CLAIM", "MEDIATOR_LIFECYCLE",
        "PERIODIC_REPORT",
    )
)  # fmt: skip


def _actor(role):
    return Actor(frozenset({role}))


def _last_day(procedure, clock, started=NOW, number="", **run):
    counted = procedure.by_clock[clock]
    found = procedure.numbers[number or counted.number]
    return clocks.due(counted, found, clocks.Run(started, **run), lambda day: day.weekday() < 5).day


def test_three_nos_persons_are_reported_on_within_a_month():
    """The last of January and a month is the last of February, a Saturday: the Monday after it."""
    assert _last_day(RELEASED, "three_nos") == date(2026, 3, 2)
    assert (RELEASED.by_clock["three_nos"].start, RELEASED.by_clock["three_nos"].until) == (
        "verifying", ("verified", "false_info"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("object_class", "way"),
    [("key", "notify_key"), ("three_nos", "notify_three_nos"), ("ordinary", "notify_ordinary")],
)
def test_the_class_of_a_person_opens_one_way(object_class, way):
    everybody = Actor(frozenset(RELEASED.roles))
    offers = open_to(RELEASED, Facts("classified", fields={"object_class": object_class}), everybody)
    assert [offer.transition.code for offer in offers if not offer.refused] == [way]


def test_help_is_due_again_three_months_after_each_visit_for_five_years_from_the_release():
    facts = Facts("helping", clocks={"visit": ClockFact("running"), "term": ClockFact("running")})
    visited = step(
        RELEASED, facts, "visit", _actor("social_worker"), {"visit_date": "2026-01-31", "mood_status": "x"}
    )
    assert visited.clocks == (ClockChange("visit", "restart", "help_visit_cycle"),)
    assert _last_day(RELEASED, "visit") == date(2026, 4, 30)
    assert _last_day(RELEASED, "term", event=date(2025, 12, 15)) == date(2030, 12, 15)


def test_the_rhythm_of_visits_follows_the_category():
    typed = {"correction_category": "strict", "correction_plan": "x"}
    opened = step(CORRECTION, Facts("assessed"), "set_category", _actor("judicial_office"), typed)
    assert {change.clock for change in opened.clocks} == {"visit_strict", "education", "service"}
    running_now = {code: ClockFact("running") for code in ("visit_strict", "education", "service")}
    facts = Facts("in_service", fields={"correction_category": "strict"}, clocks=running_now)
    changed = step(
        CORRECTION,
        facts,
        "reclassify",
        _actor("judicial_office"),
        {"correction_category": "lenient", "risk_score": "x"},
    )
    assert changed.clocks == (
        ClockChange("visit_strict", "stop"), ClockChange("visit_lenient", "start", "visit_lenient"),
    )  # fmt: skip
    assert _last_day(CORRECTION, "visit_lenient") == date(2026, 4, 30)


def test_the_newer_law_knows_no_hours_of_service():
    assert "service" not in varied(CORRECTION, "national").by_clock
    survey = varied(shipped()["PRESENTENCE_SURVEY"], "national")
    assert _last_day(survey, "survey", datetime(2026, 3, 2)) == date(2026, 3, 16)
    assert running.number_of(survey.by_clock["survey"], {"trial_kind": "fast_track"}) == "fast_track_limit"


def test_a_tender_waits_for_two_months_of_pilot_once():
    assert _last_day(PROJECT, "pilot") == date(2026, 3, 31)
    bureau, typed = _actor("county_bureau"), {"selection_method": "tender", "provider_checks": ["scope"]}
    until = {"pilot": ClockFact("running", NOW + timedelta(days=1))}
    ready = frozenset({"tender_conditions_met"})
    early = step(PROJECT, Facts("piloting", guards=ready, clocks=until, now=NOW), "tender", bureau, typed)
    assert early.code == "too_early"
    later = Facts("piloting", guards=ready, clocks=until, now=NOW + timedelta(days=2))
    assert step(PROJECT, later, "tender", bureau, typed).state == "tendering"
    stopped = Facts("tendering", clocks={"pilot": ClockFact("stopped")}, now=NOW)
    assert step(PROJECT, stopped, "retender", bureau, {"reject_reason": "x"}).clocks == ()


def test_a_county_may_tender_without_a_pilot():
    local = varied(PROJECT, "no_pilot")
    assert "pilot" not in {*local.by_transition, *local.by_clock}
    assert local.by_transition["tender"].origins == ("reviewed", "piloting")


@pytest.mark.parametrize(
    ("scheme", "last_day"),
    [
        ("arbitration", date(2026, 1, 31)),
        ("lawyer_duty", date(2026, 1, 31)),
        ("mediation", date(2026, 3, 31)),
    ],
)
def test_a_claim_has_the_rhythm_of_its_scheme(scheme, last_day):
    (started,) = begin(SUBSIDY, Facts("", fields={"subsidy_scheme": scheme})).clocks
    assert _last_day(SUBSIDY, "cycle", number=started.number) == last_day


def test_a_scheme_without_a_rhythm_has_no_clock():
    assert begin(SUBSIDY, Facts("", fields={"subsidy_scheme": "petition"})).clocks == ()


def test_officials_are_not_paid_for_petition_cases():
    bureau = _actor("county_bureau")
    paid = {"pay_tier": "petition_general", "payer": "unit", "payer_unit": {"name": "x"}}
    typed = {"payee_is_official": "yes", "approved_amount": "3000", **paid}
    sound = frozenset({"dossier_compliant"})
    petition = Facts("submitted", fields={"subsidy_scheme": "petition"}, guards=sound)
    assert step(SUBSIDY, petition, "approve", bureau, typed).items == ("official_not_paid",)
    rejected = step(SUBSIDY, petition, "reject_official", bureau, {**typed, "reject_reason": "x"})
    assert rejected.outcome == "rejected"
    elsewhere = Facts("submitted", fields={"subsidy_scheme": "mediation"}, guards=sound)
    assert step(SUBSIDY, elsewhere, "approve", bureau, typed).state == "approved"


def test_what_is_paid_for_each_tier():
    numbers = [SUBSIDY.numbers[one.number] for one in SUBSIDY.subsidies if one.number]
    assert [(one.amount, one.least, one.most) for one in numbers] == [
        (500, None, None), (800, None, None), (1000, None, None), (None, 3000, 5000), (None, 10000, 30000),
        (200, None, None), (0, None, None),
    ]  # fmt: skip


def test_a_new_mediator_is_trained_for_five_days_before_the_card():
    bureau = _actor("county_bureau")
    short = step(
        MEDIATOR, Facts("training"), "assess", bureau, {"training_days": 4.5, "exam_result": "passed"}
    )
    assert short.items == ("training_hours_met",)
    passed = step(
        MEDIATOR, Facts("training"), "assess", bureau, {"training_days": 5, "exam_result": "passed"}
    )
    assert passed.state == "assessed"
    assert MEDIATOR.numbers["initial_training_days"].least == 5
    assert MEDIATOR.numbers["continuing_training_days"].least == 10


def test_a_term_of_three_years_ends_by_itself():
    assert _last_day(MEDIATOR, "term", event=date(2026, 1, 1)) == date(2029, 1, 1)
    over = Facts("serving", clocks={"term": ClockFact("running", NOW - timedelta(days=1))}, now=NOW)
    assert step(MEDIATOR, over, "expire", Actor(due="term"), {}).outcome == "expired"


def test_pingluo_asks_for_no_degree():
    assert [variant.code for variant in for_territory(MEDIATOR, "640221")] == ["pingluo"]
    assert "education" not in {rule.code for rule in varied(MEDIATOR, "pingluo").rules}


@pytest.mark.parametrize(
    ("kind", "last_day"),
    [
        ("pingluo_q1", date(2026, 3, 15)),
        ("pingluo_summary", date(2026, 12, 5)),
        ("yanchi_monthly", date(2026, 2, 1)),
        ("arbitration_data", date(2026, 1, 31)),
        ("joint_yearly", date(2026, 12, 31)),
        ("other", None),
    ],
)
def test_the_kind_of_report_chooses_its_day(kind, last_day):
    (started,) = begin(REPORT, Facts("", fields={"report_kind": kind})).clocks
    assert _last_day(REPORT, "due", number=started.number) == last_day


def test_a_late_report_is_taken_too():
    late = Facts("submitted", guards=frozenset({"report_overdue"}))
    assert step(REPORT, late, "accept", _actor("superior_unit"), {}).state == "accepted"


def test_a_lawyer_of_two_years_does_not_get_into_the_pool():
    pool = shipped()["LAWYER_POOL"]
    typed = dict.fromkeys(pool.by_transition["list"].requires, "x")
    good, bureau = Facts("proposed", guards=frozenset({"qualification_ok"})), _actor("city_bureau")
    assert step(pool, good, "list", bureau, {**typed, "practice_years": 2}).items == ("experience_met",)
    assert step(pool, good, "list", bureau, {**typed, "practice_years": 3}).state == "listed"
    assert pool.numbers["lawyer_practice_years"].least == 3


def test_the_court_has_the_names_a_week_before_the_shift():
    duty = shipped()["LAWYER_DUTY"]
    assert _last_day(duty, "roster", event=date(2026, 2, 9)) == date(2026, 2, 2)
    shift = Facts("planning", guards=frozenset({"experience_met"}), seats={"duty_lawyer": (2,)})
    typed = dict.fromkeys(duty.by_transition["publish"].requires, "x")
    assert step(duty, shift, "publish", _actor("bar_association"), typed).code == "composition"


def test_a_possible_error_of_the_court_is_spoken_of_by_the_firm_only():
    case = shipped()["LAWYER_PETITION_CASE"]
    lawyer = _actor("duty_lawyer")
    flawed = Facts("analysing", guards=frozenset({"original_handling_flawed"}))
    assert step(case, flawed, "persuade", lawyer, {}).items == ("original_handling_correct",)
    studied = step(case, flawed, "to_firm", lawyer, {"firm_discussion": "x"})
    assert (studied.state, studied.turn) == ("firm_discussion", ("law_firm",))
