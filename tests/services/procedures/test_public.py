from services.procedures.public import listing
from tests.services.procedures.small import small


def test_the_listing_has_exactly_the_public_shape():
    procedure = small(
        {
            "transitions": {"pause": {"from": ["working", "open"]}},
            "clocks": {
                "weekly": {"name": "走访", "kind": "recurrence", "number": "visits", "from": "working", "until": ["waiting", "done"]}
            },
            "numbers": {"visits": {"name": "走访", "amount": 2, "unit": "time", "per": "month", "basis": []}},
        }
    )  # fmt: skip
    shown = listing(procedure)
    assert [*shown] == ["code", "name", "states", "transitions", "clocks"]
    assert (shown["code"], shown["name"]) == ("SMALL", "小程序")
    assert shown["states"] == [
        {"code": "open", "name": "已登记", "final": False},
        {"code": "working", "name": "办理中", "final": False},
        {"code": "waiting", "name": "等待鉴定", "final": False},
        {"code": "done", "name": "已办结", "final": True},
    ]
    assert shown["transitions"][1] == {
        "code": "pause", "name": "中止", "from": ["working", "open"], "to": "waiting", "by": ["clerk"],
    }  # fmt: skip
    assert shown["clocks"] == [
        {
            "name": "办理期限", "amount": 10, "unit": "working_day", "from": "working", "to": ["done"],
            "basis": {"document_number": "甲发〔2020〕1号", "clause": "四"},
        },
        {
            "name": "走访", "amount": 2, "unit": "per_month", "from": "working", "to": ["waiting", "done"],
            "basis": {"document_number": "", "clause": ""},
        },
    ]  # fmt: skip
