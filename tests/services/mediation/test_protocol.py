"""Every message as a browser writes it, and everything that is none."""

import json
from dataclasses import asdict, fields
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.mediation import protocol
from services.mediation.errors import Refused
from services.mediation.protocol import KINDS, LARGEST, parse
from services.mediation.verbs import VERBS

OFFER = {"description": {"type": "offer", "sdp": "v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\n"}}
CANDIDATE = {
    "candidate": {
        "candidate": "candidate:1 1 udp",
        "sdpMid": "0",
        "sdpMLineIndex": 0,
        "usernameFragment": None,
    }
}

# verb → what a browser sends along → what becomes of it, where that is not the same
MESSAGES: dict[str, list[tuple[dict, dict]]] = {
    "knock": [({}, {})],
    "alive": [({}, {})],
    "leave": [({}, {})],
    "signal": [
        ({"to": 7, "conn": "0123456789abcdef", "data": OFFER}, {}),
        ({"to": 7, "conn": "", "data": CANDIDATE}, {}),
        ({"to": 7, "conn": "x", "data": {"candidate": None}}, {}),
        ({"to": 7, "conn": "x"}, {"data": {}}),
    ],
    "admit": [({"seat": 0}, {})],
    "refuse": [({"seat": 2**53 - 1}, {})],
    "remove": [({"seat": 1}, {})],
    "ask_back": [({"seat": 1}, {})],
    "door": [({"open": True}, {}), ({"open": False}, {})],
    "move": [
        ({"seats": [1, 2], "place": "a", "minutes": 5}, {"seats": (1, 2)}),
        ({"seats": [], "place": "mediators"}, {"seats": (), "minutes": 0}),
    ],
    "gather": [({}, {})],
    "identify": [
        ({"seat": 1, "how": "digits", "note": "1234"}, {}),
        ({"seat": 1, "how": "name"}, {"note": ""}),
    ],
    "end_room": [({}, {})],
    "hand": [({"up": True}, {})],
    "devices": [({"microphone": True, "camera": False}, {"screen": False})],
    "mute": [({"seat": 1}, {})],
    "say": [({"text": "大家好\n\t😀"}, {}), ({"text": "字" * 2000}, {}), ({"text": ""}, {})],
    "present": [({"file": 1}, {"page": 1}), ({"file": 1, "page": 3}, {})],
    "hide_file": [({}, {})],
    "timer": [({"minutes": 0}, {})],
    "agenda": [({"code": "opening"}, {"done": True}), ({"code": "opening", "done": False}, {})],
    "call_help": [({}, {})],
    "recording_consent": [({"yes": False}, {})],
    "start_recording": [({"mime": "video/webm;codecs=vp8,opus"}, {})],
    "stop_recording": [({}, {})],
    "write_minutes": [({"revision": 0, "text": "笔" * 20_000}, {})],
    "offer_minutes": [({"revision": 3}, {})],
    "read_minutes": [({"revision": 3, "confirmed": True}, {"remark": ""})],
    "propose": [
        ({"kind": "text", "title": "赔偿", "text": "一次付清"}, {"amount": None}),
        ({"kind": "money", "title": "赔偿", "text": "", "amount": None}, {}),
        (
            {"kind": "money", "title": "赔偿", "text": "", "amount": "12500.50"},
            {"amount": Decimal("12500.50")},
        ),
    ],
    "counter": [({"clause": 1, "version": 2, "text": "", "amount": "0"}, {"amount": Decimal(0)})],
    "agree": [({"clause": 1, "version": 2}, {})],
    "take_back": [({"clause": 1, "version": 2}, {})],
    "withdraw": [({"clause": 1}, {})],
    "range": [
        (
            {"clause": 1, "round": 1, "low": "1", "high": "9999999999.99"},
            {"low": Decimal(1), "high": Decimal("9999999999.99"), "midpoint": False},
        )
    ],
    "new_round": [({"clause": 1}, {})],
    "draw_up": [
        ({"due": "2026-12-31"}, {"how": "", "more": {}, "confirmed": ()}),
        (
            {"due": "", "how": "转账", "more": {"place": "村委会"}, "confirmed": ["lawful"]},
            {"confirmed": ("lawful",)},
        ),
    ],
    "take_back_paper": [({"reason": "日期写错"}, {})],
}
ALL = [(verb, sent, made) for verb, pairs in MESSAGES.items() for sent, made in pairs]


def said(verb: object, v: object = 1, **sent: object) -> str:
    return json.dumps({"v": v, "verb": verb, **sent}, ensure_ascii=False)


def why(text: object) -> str:
    with pytest.raises(Refused) as refusal:
        parse(text)
    return refusal.value.reason


def test_every_message_is_tried_and_has_its_deed():
    assert set(MESSAGES) == set(KINDS)
    assert set(VERBS) == set(KINDS.values()) - {protocol.Alive, protocol.Signal}


@pytest.mark.parametrize(("verb", "sent", "made"), ALL)
def test_a_message_becomes_what_it_says(verb, sent, made):
    message = parse(said(verb, **sent))
    assert type(message) is KINDS[verb]
    assert asdict(message) == {**sent, **made}


@pytest.mark.parametrize(("verb", "sent"), [(verb, sent) for verb, sent, _ in ALL if sent])
def test_each_field_is_held_to_its_type(verb, sent):
    """Instead of each: what no field takes, and what the field leaves out or has too much."""
    needed = {one.name for one in fields(KINDS[verb]) if parse_fails_without(verb, sent, one.name)}
    for name in sent:
        for wrong in (1.5, [[]], {"a": {"b": 1}}, [{}]):
            assert why(said(verb, **{**sent, name: wrong})) in ("type", "value"), (name, wrong)
        if name in needed:
            assert why(said(verb, **{key: value for key, value in sent.items() if key != name})) == "field"
    assert why(said(verb, **sent, seat_of="x")) == "field"


def parse_fails_without(verb: str, sent: dict, name: str) -> bool:
    try:
        parse(said(verb, **{key: value for key, value in sent.items() if key != name}))
    except Refused:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "size"),
        (b"{}", "size"),
        (" " * (LARGEST + 1), "size"),
        ("", "json"),
        ("{", "json"),
        ("[" * 31_000, "json"),
        ('{"a":' * 6_000, "json"),
        ("1" * 5_000, "json"),
        ("null", "version"),
        ("[]", "version"),
        ('"say"', "version"),
        (said("say", v=2, text="x"), "version"),
        (said("say", v="1", text="x"), "version"),
        ('{"verb": "knock"}', "version"),
        ('{"v": 1}', "verb"),
        (said("Say", text="x"), "verb"),
        (said("__class__"), "verb"),
        (said(None), "verb"),
        (said(["say"]), "verb"),
        (said({"say": 1}), "verb"),
        (said("knock", seat=1), "field"),
        (said("say"), "field"),
        (said("say", text=None), "type"),
        (said("say", text="字" * 2_001), "value"),
        (said("say", text="\0"), "value"),
        (said("say", text="\x1b[2J"), "value"),
        ('{"v": 1, "verb": "say", "text": "\\ud800"}', "value"),
        (said("admit", seat=-1), "value"),
        (said("admit", seat=2**53), "value"),
        (said("admit", seat=True), "type"),
        (said("admit", seat="1"), "type"),
        (said("admit", seat=None), "type"),
        (said("door", open=1), "type"),
        (said("move", seats=[1] * 41, place="a"), "type"),
        (said("move", seats=[True], place="a"), "type"),
        (said("move", seats={"1": 1}, place="a"), "type"),
        (said("move", seats=[1], place="everywhere"), "value"),
        *((said("range", clause=1, round=1, low=low, high="2"), reason) for low, reason in [
            (1, "type"), (1.0, "type"), (None, "type"), ("1" * 15, "type"), ("", "value"), ("NaN", "value"),
            ("-1", "value"), ("Infinity", "value"), ("sNaN", "value"), ("1e10", "value"), ("0.001", "value"),
            ("1e-999999", "value"), ("一百", "value"),
        ]),
        (said("draw_up", due="", more={"x": 1}), "type"),
        (said("draw_up", due="", more={"x" * 61: ""}), "value"),
        (said("draw_up", due="", confirmed=["x"] * 41), "type"),
        *((said("signal", to=1, conn="x", data=data), reason) for data, reason in [
            ("v=0", "type"), ({}, "type"), ({"candidate": None, "description": None}, "type"),
            ({"description": None}, "value"), ({"offer": {}}, "value"), ({"description": []}, "value"),
            ({"description": {"sdp": ["v=0"]}}, "type"), ({"description": {"sdp": {"a": 1}}}, "type"),
            ({"description": {"sdp": 1.5}}, "type"), ({"description": {str(key): "" for key in range(9)}}, "value"),
            ({"description": {"x" * 41: ""}}, "value"), ({"candidate": {"sdpMLineIndex": -1}}, "value"),
        ]),
        ('{"v": 1, "verb": "signal", "to": 1, "conn": "x", "data": {"description": {"sdp": "\\udc00"}}}', "value"),
        ('{"v": 1, "verb": "signal", "to": 1, "conn": "x", "data": {"description": {"\\udc00": "x"}}}', "value"),
        (said("signal", to=1, conn="x" * 17, data=OFFER), "value"),
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused_with_a_word(text, reason):
    assert why(text) == reason


REASONS = {"size", "json", "version", "verb", "field", "type", "value"}
atoms = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30)
    | st.sampled_from(["1e999999999", "0e99999999", "\ud800", "a", "joint", "__init__", "9" * 400])
)  # fmt: skip
anything = st.recursive(
    atoms,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
names = st.sampled_from(sorted({one.name for kind in KINDS.values() for one in fields(kind)}))
nearly = st.builds(
    lambda verb, sent, more: {"v": 1, "verb": verb, **sent, **more},
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(names, anything, max_size=4),
    st.dictionaries(st.sampled_from(["v", "verb"]), anything, max_size=1),
)
changed = st.builds(
    lambda one, name, value: {"v": 1, "verb": one[0], **one[1], **({name: value} if name in one[1] else {})},
    st.sampled_from(ALL), names, anything,
)  # fmt: skip


def holds(text: str) -> None:
    """A message that can be sent on and stored as it is, or a refusal; nothing else ever."""
    try:
        message = parse(text)
    except Refused as refusal:
        assert refusal.reason in REASONS
        return
    assert type(message) in KINDS.values()
    json.dumps(asdict(message), ensure_ascii=False, default=str).encode()


@settings(max_examples=400, deadline=None)
@given(anything | nearly | changed)
def test_any_json_is_a_message_or_refused(told):
    holds(json.dumps(told))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin1")))
def test_any_text_is_a_message_or_refused(text):
    holds(text)
