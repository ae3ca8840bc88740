"""What is special about legal aid, complaints and requests: the day itself, ten working days, limits for some only."""

from datetime import date, datetime, timedelta

import pytest

from services.procedures import clocks
from services.procedures.engine import begin, open_to, step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts, Refused
from services.procedures.library import shipped
from services.procedures.variants import for_territory, varied

FRIDAY = datetime(2026, 3, 6, 16, 30)
NOTIFIED, DUTY, COMPLAINT, REQUEST = (
    shipped()[code] for code in ("LA_NOTIFIED", "LA_DUTY", "COMPLAINT", "PUBLIC_REQUEST")
)


def _last_day(procedure, clock, started=FRIDAY, **run):
    counted = procedure.by_clock[clock]
    number = procedure.numbers[counted.number]
    return clocks.due(counted, number, clocks.Run(started, **run), lambda day: day.weekday() < 5).day


def _starting(procedure, **fields):
    return {change.clock for change in begin(procedure, Facts("", fields=fields)).clocks}


def _actor(role):
    return Actor(frozenset({role}))


def test_a_lawyer_is_named_on_the_day_the_papers_arrive():
    assert _starting(NOTIFIED) == {"assign"}
    assert _last_day(NOTIFIED, "assign") == FRIDAY.date()
    saturday = FRIDAY + timedelta(days=1)
    assert _last_day(NOTIFIED, "assign", saturday) == saturday.date()
    assert _last_day(NOTIFIED, "handover", saturday) == saturday.date()


def test_no_lawyer_is_named_without_the_papers_of_the_organ():
    ready = Facts("notice_received", guards=frozenset(NOTIFIED.guards))
    typed = dict.fromkeys(NOTIFIED.by_transition["assign"].requires, "x")
    answer = step(NOTIFIED, ready, "assign", _actor("legal_aid_clerk"), typed)
    assert (answer.code, answer.items) == (
        "missing_document", ("designation_notice", "prosecution_materials"),
    )  # fmt: skip


@pytest.mark.parametrize("code", ["LA_CASE", "LA_NOTIFIED"])
def test_the_file_is_handed_in_within_ten_working_days_of_the_end(code):
    procedure = shipped()[code]
    assert _last_day(procedure, "dossier") == date(2026, 3, 20)
    assert _last_day(procedure, "closing_review") == date(2026, 3, 27)
    concluded = step(
        procedure,
        Facts("handling"),
        "conclude",
        _actor("legal_aid_lawyer"),
        {"closing_result": "x", "closing_date": "2026-03-06"},
    )
    assert concluded.clocks == (ClockChange("dossier", "start", "dossier_limit"),)


def test_a_promised_answer_leads_back_to_the_caller():
    promised = step(
        DUTY,
        Facts("registered"),
        "promise",
        _actor("duty_lawyer"),
        {"applicant_phone": "13900000000"},
    )
    assert promised.turn == ("duty_lawyer",)
    replied = step(
        DUTY, Facts("follow_up_promised"), "reply_later", _actor("duty_lawyer"), {"consult_answer": "x"}
    )
    assert replied.state == "answering"


@pytest.mark.parametrize(("procedure", "end"), [(DUTY, "closed_unrated"), (REQUEST, "closed")])
def test_an_answer_nobody_rates_closes_by_itself_after_a_week(procedure, end):
    assert _last_day(procedure, "rating") == date(2026, 3, 13)
    facts = Facts("answered", clocks={"rating": ClockFact("running", FRIDAY)}, now=FRIDAY)
    assert step(procedure, facts, "close", Actor(due="rating"), {}).state == end
    late = step(procedure, facts, "rate", _actor("public_user"), {"survey_grade": "4"})
    assert late.code == "window_over"


def test_in_yanchi_lawyers_stand_ready_at_the_court():
    assert [variant.code for variant in for_territory(DUTY, "640323")] == ["yanchi"]
    assert "court_duty" in {rule.code for rule in varied(DUTY, "yanchi").rules}


def test_a_complaint_has_limits_only_where_a_document_gives_them():
    assert _starting(COMPLAINT) == set()
    assert _starting(COMPLAINT, complaint_field="mediation") == set()
    assert _starting(COMPLAINT, complaint_field="legal_aid") == {"accept"}
    assert _last_day(COMPLAINT, "accept") == date(2026, 3, 13)
    assert _last_day(COMPLAINT, "handle") == date(2026, 4, 20)
    assert _last_day(COMPLAINT, "reply") == date(2026, 3, 13)


def test_nobody_handles_a_complaint_in_which_he_has_an_interest():
    typed = {"complaint_field": "staff", "complaint_target": "x", "complaint_content": "x"}
    refused = step(COMPLAINT, Facts("received"), "investigate", _actor("complaint_desk"), typed)
    assert (refused.code, refused.items) == ("guard", ("no_conflict",))
    taken = step(
        COMPLAINT,
        Facts("received", guards=frozenset({"no_conflict"})),
        "investigate",
        _actor("complaint_desk"),
        typed,
    )
    assert (taken.state, taken.documents) == ("investigating", ("complaint_form",))


@pytest.mark.parametrize(
    ("procedure", "required"),
    [
        (COMPLAINT, ("complaint_field", "complaint_target", "complaint_content")),
        (REQUEST, ("visitor_name", "applicant_phone", "consult_topic")),
        (DUTY, ("visitor_name", "consult_topic")),
    ],
)
def test_the_first_step_holds_what_a_citizen_fills_in(procedure, required):
    first = procedure.leaving(procedure.initial)[0]
    assert first.requires == required
    everything = {code: procedure.fields[code].declared for code in (*first.requires, *first.asks)}
    assert {"applicant_phone", "evidence_files"} <= {*everything}
    assert [
        code for code, field in everything.items() if code.endswith("_name") and not field["sensitive"]
    ] == []


def test_a_citizen_may_cancel_or_move_a_booking_but_not_answer_it():
    offers = open_to(REQUEST, Facts("booked"), _actor("public_user"))
    assert [offer.transition.code for offer in offers] == ["reschedule", "cancel"]
    answer = step(REQUEST, Facts("booked"), "answer", _actor("public_user"), {"consult_answer": "x"})
    assert isinstance(answer, Refused)


def test_a_suspension_ends_only_after_correction():
    procedure = shipped()["LA_LAWYER_SUSPENSION"]
    head, typed = _actor("legal_aid_head"), {"date": "2026-06-01"}
    assert step(procedure, Facts("suspended"), "lift", head, typed).items == ("standard_met",)
    corrected = Facts("suspended", guards=frozenset({"standard_met"}))
    assert step(procedure, corrected, "lift", head, typed).outcome == "lifted"
    assert procedure.numbers["suspension_length"].amount is None
