import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.mediation.log_words import SENTENCES, told
from services.mediation.models import RoomEvent, Seat

MEDIATION = Path(__file__).parents[3] / "services" / "mediation"
# One call names its kind by a constant, the arrival one of two.
ALSO = {"recording_asked", "arrived", "knocked"}


def kinds_noted() -> set[str]:
    found = set()
    for file in MEDIATION.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "noted" and len(call.args) > 1:
                kind = call.args[1]
                found |= {kind.value} if isinstance(kind, ast.Constant) else set()
    return found


def test_every_kind_that_is_noted_has_a_sentence():
    assert (kinds_noted() | ALSO) - set(SENTENCES) == set()


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"kind": "admitted", "seat_id": 1, "data": {"seat": 2}}, "周明请沈秋禾进来"),
        ({"kind": "moved", "seat_id": 1, "place": "a", "data": {"seats": [2, 3]}}, "周明请沈秋禾、有人到申请方单独房间"),
        ({"kind": "door", "seat_id": 1, "data": {"open": False}}, "周明关上了门"),
        ({"kind": "identified", "seat_id": 1, "data": {"seat": 2, "how": "digits"}}, "周明核对了沈秋禾的身份：核对身份证后四位"),
        ({"kind": "recording_consent", "seat_id": 2, "data": {"yes": True}}, "沈秋禾同意录像"),
        (
            {"kind": "rescheduled", "data": {"before": "2026-11-24T01:30:00+00:00", "to": "2026-11-25T07:00:00+00:00"}},
            "时间从11月24日（星期二）9:30改到11月25日（星期三）15:00",
        ),
        ({"kind": "seat_taken_out", "data": {"name": "{陆}"}}, "撤下了{陆}的席位"),
        ({"kind": "thawed", "seat_id": 1}, "周明做了一件这里没有说法的事（thawed）"),
    ],
)  # fmt: skip
def test_it_is_told_as_a_sentence(event, words):
    seats = [Seat(pk=1, name="周明"), Seat(pk=2, name="沈秋禾")]
    line = told([RoomEvent(at=datetime(2026, 11, 18, tzinfo=UTC), **event)], seats)[0]
    assert line.words == words
