"""The small procedure is sound; each planted fault is found, and nothing else is."""

from dataclasses import replace

import pytest

from services.procedures import load
from services.procedures.spec import Transition
from services.procedures.verify import World, verify
from tests.services.procedures.small import TEXT, small

WORLD = World(
    procedures={"OTHER"},
    roles={"clerk", "head", "bureau", "expert", "party"},
    effects={"tell_party"},
    events={"opinion_arrived"},
    guards={"no_conflict"},
)
GONE = False


def _step(**keys):
    return {"name": "另一步", "from": ["working"], "to": "done", "by": ["clerk"], "origin": "default"} | keys


def _clock(**keys):
    return {"clocks": {"limit": keys}}


def test_the_small_procedure_is_sound():
    assert verify(small(), WORLD) == ()


PLANTED = {
    "unknown target": ({"transitions": {"finish": {"to": "nowhere"}}}, {"unknown_name"}),
    "unknown role": ({"transitions": {"finish": {"by": "nobody"}}}, {"unknown_name", "role_unheld"}),
    "unknown guard": ({"transitions": {"finish": {"guards": "misspelt"}}}, {"unknown_name"}),
    "unknown form field": ({"transitions": {"finish": {"requires": "misspelt"}}}, {"unknown_name"}),
    "unknown document": ({"dossier": ["record", "misspelt"]}, {"unknown_name"}),
    "unknown field of a guard": (
        {"guards": {"large": {"when": {"field": "misspelt", "at_least": 1}}}}, {"unknown_name"},
    ),
    "unknown number of a clock": (_clock(number="misspelt"), {"unknown_name"}),
    "unknown document cited": ({"rules": {"fee": {"basis": "乙发〔2020〕1号 一"}}}, {"unknown_name"}),
    "unknown outcome": ({"states": {"done": {"outcome": "misspelt"}}}, {"unknown_name"}),
    "unknown prefill": ({"follow_ups": [{"procedure": "OTHER", "when": "后", "prefill": {"a": "misspelt"}}]}, {"unknown_name"}),
    "unknown follow-up": ({"follow_ups": [{"procedure": "MISSING", "when": "后"}]}, {"unknown_procedure"}),
    "effect nobody does": ({"effects": {"fly": "飞"}, "transitions": {"finish": {"effects": "fly"}}}, {"unknown_effect"}),
    "event nobody reports": (
        {"events": {"rain": "下雨"}, "transitions": {"resume": {"event": "rain"}}}, {"event_never_happens"},
    ),
    "guard nobody works out": ({"guards": {"in_scope": {"computed": True}}}, {"guard_not_computed"}),
    "role nobody can hold": (
        {"roles": {"ghost": "鬼"}, "transitions": {"extend": {"by": "ghost"}}}, {"role_unheld"},
    ),
    "escalation to nobody": ({"roles": {"ghost": "鬼"}, **_clock(escalate_to="ghost")}, {"role_unheld"}),
    "unreachable state": (
        {"states": {"island": "孤岛"}, "transitions": {"leave": _step(**{"from": ["island"]})}}, {"unreachable"},
    ),
    "dead end": ({"transitions": {"resume": GONE}}, {"dead_end"}),
    "circle without an end": (
        {
            "states": {"other": "别处"},
            "transitions": {
                "resume": {"to": "other"},
                "back": _step(name="返回", **{"from": ["other"]}, to="waiting"),
            },
        },
        {"no_way_home"},
    ),
    "no end at all": ({"states": {"done": {"kind": "normal", "outcome": ""}}}, {"no_end", "dead_end", "no_way_home"}),
    "two beginnings": ({"states": {"working": {"kind": "initial"}}}, {"initial"}),
    "end without outcome": ({"states": {"done": {"outcome": ""}}}, {"no_outcome"}),
    "end with exit": ({"transitions": {"reopen": _step(**{"from": ["done"]}, to="working")}}, {"end_with_exit"}),
    "two steps with one name from one state": ({"transitions": {"twin": _step(name="办结")}}, {"same_name"}),
    "two states with one name": ({"states": {"waiting": {"name": "办理中"}}}, {"same_state"}),
    "step without a trigger": ({"transitions": {"odd": _step(by=[])}}, {"no_trigger"}),
    "step from nowhere": ({"transitions": {"odd": _step(**{"from": []})}}, {"no_origin"}),
    "state where nobody acts": ({"transitions": {"start": {"by": []}}}, {"no_trigger", "nobody"}),
    "turn of one who can do nothing": ({"states": {"working": {"turn": "party"}}}, {"idle_turn"}),
    "repeated origin": ({"transitions": {"finish": {"from": ["working", "working"]}}}, {"repeated"}),
    "guard in both lists": ({"transitions": {"pause": {"guards": "large"}}}, {"repeated"}),
    "flow that does not flow": ({"flow": ["open", "done"]}, {"flow_broken"}),
    "flow that does not end": ({"flow": ["open", "working"]}, {"flow_broken"}),
    "number without basis": ({"numbers": {"limit_days": {"basis": []}}}, {"missing_basis"}),
    "number without clause": ({"numbers": {"limit_days": {"basis": "甲发〔2020〕1号"}}}, {"missing_clause"}),
    "own number without reason": ({"numbers": {"limit_days": {"origin": "default", "basis": []}}}, {"missing_note"}),
    "number without figure": (
        {"numbers": {"none": {"name": "空", "unit": "person", "basis": "甲发〔2020〕1号 一"}}}, {"empty_number"},
    ),
    "open number with figure": ({"numbers": {"limit_days": {"origin": "open"}}}, {"open_number"}),
    "bounds crossed": ({"numbers": {"pay": {"least": 900}}}, {"contradiction"}),
    "figure and bounds": ({"numbers": {"pay": {"amount": 400}}}, {"contradiction"}),
    "negative figure": ({"numbers": {"more_days": {"amount": -5}}}, {"negative"}),
    "unknown unit": ({"numbers": {"pay": {"unit": "dollar"}}}, {"unit"}),
    "unknown day": ({"numbers": {"pay": {"on": "13-40"}}}, {"unit"}),
    "step without basis": ({"transitions": {"extend": {"basis": []}}}, {"missing_basis"}),
    "procedure without basis": ({"legal_basis": []}, {"missing_basis"}),
    "rule without clause": ({"rules": {"fee": {"basis": "甲发〔2020〕1号"}}}, {"missing_clause"}),
    "clock from nothing": (_clock(**{"from": ""}), {"never_starts", "never_stops", "never_pauses", "step_elsewhere", "due_never"}),
    "clock from a state that never happens": (
        {
            "states": {"island": "孤岛"},
            "transitions": {"leave": _step(**{"from": ["island"]}), "lapse": {"due": "", "by": ["head"]}},
            **_clock(**{"from": "island"}, paused_in=[], extended_by=False, until=["done"]),
        },
        {"unreachable", "never_starts"},
    ),
    "clock that never stops": (_clock(until="open"), {"never_stops", "runs_on"}),
    "clock that starts and stops at once": (
        _clock(until=["working", "done"]), {"contradiction", "never_pauses", "step_elsewhere", "due_never"},
    ),
    "clock paused where it never runs": (_clock(paused_in="open"), {"never_pauses"}),
    "clock extended by a step elsewhere": (_clock(extended_by={"start": "more_days"}), {"step_elsewhere"}),
    "step at the end of a clock that does not run": (
        {"transitions": {"lapse": {"from": ["open"]}}}, {"due_never"},
    ),
    "clock of people": (_clock(number="experts"), {"unit"}),
    "choice without a field": (_clock(number_by={"a": "more_days"}), {"contradiction"}),
    "choice the field does not offer": (
        {
            "fields": {"remark": {"type": "choice", "options": {"short": "短"}}},
            **_clock(number_field="remark", number_by={"short": "more_days", "long": "more_days"}),
        },
        {"unknown_choice"},
    ),
    "notice in advance of nothing": (_clock(kind="advance_notice"), {"contradiction"}),
    "window that closes nothing": (_clock(kind="window"), {"governs_nothing"}),
    "quota without a period": (_clock(kind="quota"), {"unit"}),
    "reminder for nobody": (_clock(escalate_to=[]), {"escalates_to_nobody"}),
    "composition nobody asks for": ({"transitions": {"start": {"compositions": []}}}, {"unused"}),
    "composition of nobody": ({"compositions": {"team": {"seats": []}}}, {"contradiction"}),
    "seat with crossed bounds": (
        {"compositions": {"team": {"seats": [{"role": "party", "least": 3, "most": 2}]}}}, {"contradiction"},
    ),
    "seat against its number": (
        {"compositions": {"team": {"seats": [{"role": "expert", "number": "experts", "least": 3}]}}}, {"contradiction"},
    ),
    "one role in two seats": (
        {"compositions": {"team": {"seats": [{"role": "party", "least": 1}, {"role": "party", "least": 2}]}}},
        {"contradiction"},
    ),
    "one role beside another in two seats": (
        {
            "compositions": {
                "team": {"seats": [{"role": "party", "also": "clerk", "least": 1}, {"role": "clerk", "least": 2}]}
            }
        },
        {"contradiction"},
    ),
    "one paper to choose from": ({"transitions": {"resume": {"documents_any": ["opinion"]}}}, {"one_paper"}),
    "choice among papers the step makes": (
        {"transitions": {"resume": {"documents_any": ["opinion", "record"]}}}, {"one_paper"},
    ),
    "two compositions against each other": (
        {
            "compositions": {"crowd": {"name": "多人", "seats": [{"role": "expert", "least": 3}]}},
            "transitions": {"start": {"compositions": ["team", "crowd"]}},
        },
        {"contradiction"},
    ),
    "variant that changes nothing": (
        {"variants": {"north": {"changes": {"numbers": {"limit_days": {"amount": 10}}}}}}, {"variant_matches_nothing"},
    ),
    "variant of what is not there": (
        {"variants": {"north": {"changes": {"numbers": {"misspelt": {"amount": 3}}}}}}, {"variant_malformed"},
    ),
    "variant without basis": ({"variants": {"north": {"basis": []}}}, {"missing_basis"}),
    "variant that breaks the procedure": (
        {"variants": {"north": {"changes": {"transitions": {"resume": False}}}}}, {"dead_end"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(planted):
    changes, expected = planted
    assert {fault.code for fault in verify(small(changes), WORLD)} == expected


def test_two_steps_with_one_code_are_found():
    """A file cannot hold them; a procedure put together by a program can."""
    sound = small()
    twin = Transition("finish", "另一个办结", ("working",), "done", by=("clerk",), origin="default")
    faults = verify(replace(sound, transitions=(*sound.transitions, twin), variants=()), WORLD)
    assert [fault.code for fault in faults] == ["same_code"]


def test_a_fault_names_its_line_and_speaks_chinese():
    old, new = 'to = "waiting"', 'to = "waitnig"'
    text = TEXT.replace(old, new)
    line = 1 + text.splitlines().index(new)
    found = [fault for fault in verify(load.parse(text, "small.toml"), WORLD) if fault.code == "unknown_name"]
    assert [(fault.line, str(fault)) for fault in found] == [
        (line, "transitions.pause.to: 没有名为“waitnig”的状态")
    ]


def test_without_a_world_only_the_procedure_itself_is_judged():
    assert verify(small({"follow_ups": [{"procedure": "MISSING", "when": "后"}]})) == ()
