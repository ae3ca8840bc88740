"""One step at a time: what it means when it is taken, and why it is refused."""

from dataclasses import replace
from datetime import datetime

import pytest

from services.procedures.engine import begin, open_to, step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts, Refused, Step
from tests.services.procedures.small import small

PROCEDURE = small()
CLERK, HEAD, PARTY = (Actor(frozenset({role})) for role in ("clerk", "head", "party"))
TEAM = {"expert": (2,), "party": (1, 2)}
OPEN = Facts("open", guards=frozenset({"in_scope"}), seats=TEAM)
WORKING = Facts("working", guards=frozenset({"no_conflict"}), clocks={"limit": ClockFact("running")})


def refusal(facts, transition, actor, data=None, procedure=PROCEDURE):
    answer = step(procedure, facts, transition, actor, data or {})
    assert isinstance(answer, Refused)
    return answer.code, str(answer), answer.items


def taken(facts, transition, actor, data=None, procedure=PROCEDURE):
    answer = step(procedure, facts, transition, actor, data or {})
    assert isinstance(answer, Step), answer
    return answer


def test_a_case_opens_in_the_first_state():
    assert begin(PROCEDURE, Facts("")) == Step("", "", "open", turn=("clerk",))


def test_a_clock_may_run_from_the_opening():
    procedure = small({"clocks": {"limit": {"from": "open"}}})
    assert begin(procedure, Facts("")).clocks == (ClockChange("limit", "start", "limit_days"),)


def test_a_step_says_everything_it_means():
    answer = taken(OPEN, "start", CLERK, {"subject": "邻里纠纷", "remark": "", "unasked": 1})
    assert answer == Step(
        transition="start",
        origin="open",
        state="working",
        turn=("clerk",),
        data={"subject": "邻里纠纷", "remark": ""},
        clocks=(ClockChange("limit", "start", "limit_days"),),
        documents=("record",),
    )


def test_the_last_step_stops_clocks_and_offers_what_follows():
    answer = taken(replace(WORKING, fields={"subject": "邻里纠纷"}), "finish", CLERK, {"result": "达成协议"})
    assert (answer.outcome, answer.turn, answer.effects) == ("closed", (), ("tell_party",))
    assert answer.clocks == (ClockChange("limit", "stop"),)
    assert [follow_up.procedure for follow_up in answer.follow_ups] == ["OTHER"]


def test_a_paper_that_is_there_is_not_made_again():
    assert (
        taken(replace(OPEN, documents=frozenset({"record"})), "start", CLERK, {"subject": "甲"}).documents
        == ()
    )


def test_whose_turn_may_be_declared():
    procedure = small({"states": {"working": {"turn": "head"}}})
    assert taken(OPEN, "start", CLERK, {"subject": "甲"}, procedure).turn == ("head",)


@pytest.mark.parametrize(
    ("facts", "transition", "actor", "data", "code", "sentence", "items"),
    [
        (OPEN, "fly", CLERK, {}, "unknown_transition", "没有这个步骤", ()),
        (OPEN, "finish", CLERK, {}, "wrong_state", "现在是“已登记”，还不能“办结”", ()),
        (Facts("nowhere"), "finish", CLERK, {}, "wrong_state", "现在是“nowhere”，还不能“办结”", ()),
        (Facts("done"), "start", CLERK, {}, "closed", "事项已经办结（已办结），不能再办理", ()),
        (OPEN, "start", PARTY, {}, "wrong_role", "“受理”由经办人办理", ("clerk",)),
        (OPEN, "start", Actor(), {}, "wrong_role", "“受理”由经办人办理", ("clerk",)),
        (WORKING, "lapse", CLERK, {}, "automatic", "“逾期终结”由系统自动办理", ()),
        (replace(OPEN, guards=frozenset()), "start", CLERK, {}, "guard", "还没有确认属于受理范围", ("in_scope",)),
        (replace(WORKING, guards=frozenset()), "finish", CLERK, {}, "guard", "还不符合条件：无利害关系", ("no_conflict",)),
        (WORKING, "pause", CLERK, {}, "guard", "须至少符合一项：需要鉴定、十人以上", ("needs_expert", "large")),
        (OPEN, "start", CLERK, {"subject": "  "}, "missing_field", "请填写：事项", ("subject",)),
        (WORKING, "finish", CLERK, {}, "missing_field", "请填写：事项、结果", ("subject", "result")),
        (Facts("waiting"), "resume", CLERK, {}, "missing_document", "还缺少材料：鉴定意见", ("opinion",)),
        (replace(OPEN, seats={}), "start", CLERK, {}, "composition", "专家须为2人，现有0人", ("expert",)),
        (replace(OPEN, seats={"expert": (1,)}), "start", CLERK, {}, "composition", "专家须为2人，现有1人", ("expert",)),
        (
            replace(OPEN, seats={"expert": (2,), "party": (1, 3)}), "start", CLERK, {},
            "composition", "每一方的当事人须为1至2人，现有3人", ("party",),
        ),
    ],
)  # fmt: skip
def test_refused_with_a_reason_in_words(facts, transition, actor, data, code, sentence, items):
    assert refusal(facts, transition, actor, data) == (code, sentence, items)


def test_a_comparison_is_worked_out_from_fields_and_what_is_typed():
    assert taken(replace(WORKING, fields={"people": 12}), "pause", CLERK).state == "waiting"
    assert taken(WORKING, "pause", CLERK, {"people": "10"}).state == "waiting"
    assert refusal(WORKING, "pause", CLERK, {"people": 9})[0] == "guard"


def test_one_confirmed_guard_of_several_is_enough():
    assert taken(replace(WORKING, guards=frozenset({"needs_expert"})), "pause", CLERK).state == "waiting"


def test_an_offer_waits_for_the_field_its_comparison_looks_at():
    """What is typed in the step itself can still meet the comparison; what is not asked there cannot."""
    asking = small({"transitions": {"pause": {"guards_any": ["large"], "asks": "people"}}})
    (pause, _finish) = open_to(asking, WORKING, CLERK)
    assert (pause.transition.code, pause.refused) == ("pause", None)
    assert refusal(WORKING, "pause", CLERK, {"people": 3}, asking)[0] == "guard"
    silent = small({"transitions": {"pause": {"guards_any": ["large"]}}})
    assert open_to(silent, WORKING, CLERK)[0].refused.code == "guard"


def test_an_offer_waits_for_whom_the_step_names():
    """A seat that the step itself fills is not in its way; when it is taken, everybody must be there."""
    empty = replace(OPEN, seats={"party": (1, 2)})
    assert open_to(PROCEDURE, empty, CLERK)[0].refused.code == "composition"
    assert open_to(PROCEDURE, empty, CLERK, naming={"subject": "expert"})[0].refused is None
    assert open_to(PROCEDURE, empty, CLERK, naming={"result": "expert"})[0].refused.code == "composition"
    nobody = replace(empty, seats={})
    assert open_to(PROCEDURE, nobody, CLERK, naming={"subject": "expert"})[0].refused.items == ("party",)
    assert refusal(empty, "start", CLERK, {"subject": "邻里纠纷"})[0] == "composition"


def test_one_of_several_papers_is_enough():
    procedure = small(
        {
            "transitions": {"resume": {"documents": [], "documents_any": ["opinion", "letter"]}},
            "documents": {"letter": {"name": "回函", "uploaded": True}},
        }
    )
    assert refusal(Facts("waiting"), "resume", CLERK, procedure=procedure) == (
        "missing_document", "还缺少材料，有其中一项即可：鉴定意见、回函", ("opinion", "letter"),
    )  # fmt: skip
    for paper in ("opinion", "letter"):
        answer = taken(Facts("waiting", documents=frozenset({paper})), "resume", CLERK, procedure=procedure)
        assert (answer.state, answer.documents) == ("working", ())


def test_a_seat_is_taken_by_whoever_may_take_it_side_by_side():
    seat = {"role": "party", "also": "agent", "least": 1, "most": 2, "per_side": True}
    procedure = small({"compositions": {"team": {"seats": [seat]}}, "roles": {"agent": "代理人"}})
    for agents, count in (((1, 0), None), ((0, 1), 0), ((3, 0), 3)):
        facts = replace(OPEN, seats={"party": (0, 1), "agent": agents})
        if count is None:
            assert taken(facts, "start", CLERK, {"subject": "甲"}, procedure).state == "working"
        else:
            assert refusal(facts, "start", CLERK, {"subject": "甲"}, procedure) == (
                "composition", f"每一方的当事人、代理人须为1至2人，现有{count}人", ("party",),
            )  # fmt: skip


def test_a_clock_pauses_resumes_and_is_extended():
    running, paused = WORKING.clocks, {"limit": ClockFact("paused")}
    pausing = taken(Facts("working", guards=frozenset({"needs_expert"}), clocks=running), "pause", CLERK)
    resuming = taken(Facts("waiting", documents=frozenset({"opinion"}), clocks=paused), "resume", CLERK)
    extending = taken(Facts("working", clocks=running), "extend", HEAD)
    assert [pausing.clocks, resuming.clocks, extending.clocks] == [
        (ClockChange("limit", "pause"),),
        (ClockChange("limit", "resume"),),
        (ClockChange("limit", "extend", "more_days"),),
    ]


def test_coming_back_to_the_first_state_does_not_start_a_running_clock_again():
    facts = Facts("waiting", documents=frozenset({"opinion"}), clocks={"limit": ClockFact("running")})
    assert taken(facts, "resume", CLERK).clocks == ()


def test_a_recurrence_restarts_by_its_step():
    procedure = small(
        {"clocks": {"limit": {"kind": "recurrence", "restarted_by": "extend", "extended_by": False}}}
    )
    assert taken(WORKING, "extend", HEAD, procedure=procedure).clocks == (
        ClockChange("limit", "restart", "limit_days"),
    )


def test_the_number_of_a_clock_is_chosen_by_a_field():
    procedure = small({"clocks": {"limit": {"number_field": "remark", "number_by": {"short": "more_days"}}}})
    chosen = [
        taken(OPEN, "start", CLERK, {"subject": "甲", "remark": remark}, procedure).clocks[0].number
        for remark in ("short", "other", ["short"])
    ]
    assert chosen == ["more_days", "limit_days", "limit_days"]


def test_a_clock_under_a_condition_runs_while_it_holds():
    procedure = small({"clocks": {"limit": {"if": "large"}}})
    assert taken(OPEN, "start", CLERK, {"subject": "甲"}, procedure).clocks == ()
    large = replace(OPEN, fields={"people": 30})
    assert [
        change.action for change in taken(large, "start", CLERK, {"subject": "甲"}, procedure).clocks
    ] == ["start"]
    assert taken(replace(WORKING, fields={"people": 3}), "extend", HEAD, procedure=procedure).clocks == (
        ClockChange("limit", "stop"),
    )


def test_an_event_takes_its_step_without_a_person_but_not_without_the_paper():
    event = Actor(event="opinion_arrived")
    assert refusal(Facts("waiting"), "resume", event)[0] == "missing_document"
    assert taken(Facts("waiting", documents=frozenset({"opinion"})), "resume", event).state == "working"
    assert refusal(Facts("waiting"), "resume", Actor(event="rain"))[0] == "wrong_role"


def test_the_end_of_a_clock_takes_its_step_when_it_is_reached():
    due = datetime(2026, 3, 1)
    facts = replace(WORKING, clocks={"limit": ClockFact("running", due)})
    actor = Actor(due="limit")
    assert refusal(replace(facts, now=datetime(2026, 2, 28, 23, 59)), "lapse", actor)[0] == "not_due"
    assert (
        refusal(replace(facts, now=due, clocks={"limit": ClockFact("paused", due)}), "lapse", actor)[0]
        == "not_due"
    )
    assert refusal(facts, "lapse", actor)[0] == "not_due"
    assert taken(replace(facts, now=due), "lapse", actor).state == "done"


def test_nobody_is_not_asked_for_judgements_or_fields_but_a_person_with_an_event_is():
    procedure = small({"transitions": {"start": {"event": "opinion_arrived"}}})
    bare = replace(OPEN, guards=frozenset())
    assert taken(bare, "start", Actor(event="opinion_arrived"), procedure=procedure).state == "working"
    assert refusal(bare, "start", replace(CLERK, event="opinion_arrived"), procedure=procedure)[0] == "guard"


@pytest.mark.parametrize(
    ("kind", "late", "code"), [("window", True, "window_over"), ("minimum_duration", False, "too_early")]
)
def test_time_closes_and_opens_the_steps_a_clock_governs(kind, late, code):
    procedure = small({"clocks": {"limit": {"kind": kind, "governs": "extend"}}})
    due = datetime(2026, 3, 1)
    instants = {True: due, False: datetime(2026, 2, 28)}
    facts = replace(WORKING, clocks={"limit": ClockFact("running", due)})
    assert refusal(replace(facts, now=instants[late]), "extend", HEAD, procedure=procedure)[0] == code
    assert (
        taken(replace(facts, now=instants[not late]), "extend", HEAD, procedure=procedure).state == "working"
    )


def test_what_is_open_to_whom():
    offers = open_to(PROCEDURE, replace(WORKING, guards=frozenset()), CLERK)
    assert [(offer.transition.code, [guard.code for guard in offer.judged], offer.refused and offer.refused.code) for offer in offers] == [
        ("pause", ["needs_expert"], None),
        ("finish", [], "guard"),
    ]  # fmt: skip
    assert [offer.transition.code for offer in open_to(PROCEDURE, WORKING, HEAD)] == ["extend"]
    assert open_to(PROCEDURE, WORKING, PARTY) == ()
    assert open_to(PROCEDURE, Facts("done"), CLERK) == ()


def test_a_sentence_is_translated_by_whoever_shows_it():
    answer = step(PROCEDURE, OPEN, "start", PARTY, {})
    english = answer.sentence.said({"“%(step)s”由%(who)s办理": "%(who)s: %(step)s"}.get)
    assert english == "经办人: 受理"
