"""The drawing shows every state and step, nothing lies on anything, and it needs no inline style."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.procedures import diagram
from services.procedures.layout import lay_out
from services.procedures.library import shipped
from tests.services.procedures.small import small

SVG = "{http://www.w3.org/2000/svg}"
PROCEDURES = [small(), *shipped().values()]
ids = [procedure.code for procedure in PROCEDURES]


def _drawn(procedure, **marks):
    return ElementTree.fromstring(diagram.svg(procedure, **marks))


def _boxes(root):
    found = (group.find(f"{SVG}rect") for group in root.iter(f"{SVG}g"))
    return [{key: float(rect.get(key)) for key in ("x", "y", "width", "height")} for rect in found]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=ids)
def test_every_state_and_step_is_drawn_once(procedure):
    names = [node.name for node in (*procedure.transitions, *procedure.states)]
    drawn = [
        (group.findtext(f"{SVG}title") or group.findtext(f"{SVG}text"))
        for group in _drawn(procedure).iter(f"{SVG}g")
    ]
    assert drawn == names


@pytest.mark.parametrize("procedure", PROCEDURES, ids=ids)
def test_every_way_is_drawn_once(procedure):
    ways = {(origin, step.code) for step in procedure.transitions for origin in step.origins}
    lines = [
        path for path in _drawn(procedure).iter(f"{SVG}path") if path.get("class").startswith("diagram-line")
    ]
    assert len(lines) == len(ways) + len(procedure.transitions)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=ids)
def test_no_box_lies_on_another_or_leaves_the_picture(procedure):
    root = _drawn(procedure)
    boxes, (_x, _y, width, height) = _boxes(root), map(float, root.get("viewBox").split())
    for one, other in combinations(boxes, 2):
        beside = one["x"] + one["width"] < other["x"] or other["x"] + other["width"] < one["x"]
        above = one["y"] + one["height"] < other["y"] or other["y"] + other["height"] < one["y"]
        assert beside or above
    assert all(box["x"] > 0 and box["x"] + box["width"] < width for box in boxes)
    assert all(box["y"] > 0 and box["y"] + box["height"] < height for box in boxes)


def test_it_is_named_described_and_without_style():
    text = diagram.svg(small(), prefix="case")
    root = ElementTree.fromstring(text)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "case-title case-desc")
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (
        "小程序",
        "已登记 → 办理中 → 已办结",
    )
    assert re.findall(r"style|<script|on\w+=|href", text) == []
    assert set(re.findall(r'id="([\w-]+)"', text)) == {"case-title", "case-desc", "case-arrow"}


def test_states_are_marked():
    root = _drawn(small(), current="working", passed=["open", "working"])
    classes = [group.get("class") for group in root.iter(f"{SVG}g") if "diagram-state" in group.get("class")]
    assert classes == [
        "diagram-state is-initial is-passed",
        "diagram-state is-normal is-current",
        "diagram-state is-normal",
        "diagram-state is-final",
    ]


def test_names_are_escaped():
    procedure = small({"name": "<甲> & 乙", "states": {"open": {"name": '"<b>"'}}})
    assert "<b>" not in diagram.svg(procedure)
    assert _drawn(procedure).findtext(f"{SVG}title") == "<甲> & 乙"


def test_a_long_name_is_shortened_and_whole_in_its_title():
    long = "一二三四五六七八九十一二三四五六"
    root = _drawn(small({"states": {"open": {"name": long}}}))
    group = next(group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None)
    assert (group.findtext(f"{SVG}title"), group.findtext(f"{SVG}text")) == (
        long,
        "一二三四五六七八九十一二三…",
    )


def test_mermaid():
    assert diagram.mermaid(small({"states": {"open": {"name": '已"登记"'}}})).splitlines() == [
        "stateDiagram-v2",
        '    state "已”登记”" as open',
        '    state "办理中" as working',
        '    state "等待鉴定" as waiting',
        '    state "已办结" as done',
        "    [*] --> open",
        "    open --> working : 受理",
        "    working --> waiting : 中止",
        "    waiting --> working : 恢复",
        "    working --> working : 延长",
        "    working --> done : 办结",
        "    working --> done : 逾期终结",
        "    done --> [*]",
    ]


def test_the_arrow_line_follows_the_declared_flow():
    assert diagram.arrows(small()) == "已登记 → 办理中 → 已办结"
    assert diagram.arrows(small({"flow": ["open", "working", "waiting", "working", "done"]})) == (
        "已登记 → 办理中 → 等待鉴定 → 办理中 → 已办结"
    )


graphs = st.integers(2, 12).flatmap(
    lambda size: st.lists(
        st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] != pair[1]),
        max_size=30,
        unique=True,
    ).map(lambda pairs: (size, [(f"n{one}", f"n{other}") for one, other in pairs]))
)


@settings(deadline=None)
@given(graphs)
def test_any_graph_can_be_laid_out(graph):
    size, lines = graph
    widths = {f"n{place}": 40.0 + place for place in range(size)}
    layout = lay_out(widths, lines, "n0")
    assert {*layout.centres} == {*widths} and {*layout.lines} == {*lines}
    for (start, end), points in layout.lines.items():
        assert (points[0], points[-1]) == (layout.centres[start], layout.centres[end])
    for one, other in combinations(widths, 2):
        (x, y), (to_x, to_y) = layout.centres[one], layout.centres[other]
        assert y != to_y or abs(x - to_x) >= (widths[one] + widths[other]) / 2
