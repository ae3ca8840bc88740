"""A procedure drawn from its declaration: SVG, Mermaid text, and the arrow line of its straight way.

Steps are drawn as nodes of their own between the states, so that a label never lies on a line. Colours and fonts come
from the page's stylesheet by class; nothing is styled inline, which a strict Content-Security-Policy refuses.
"""

from collections.abc import Collection
from html import escape
from itertools import pairwise

from services.procedures.layout import Layout, lay_out
from services.procedures.spec import Procedure, State, Transition

CHARACTER = 14.0
HALF_HEIGHT = {"state": 18.0, "step": 13.0}
LONGEST = 14


def svg(
    procedure: Procedure, *, current: str = "", passed: Collection[str] = (), prefix: str = "procedure"
) -> str:
    """`current` and `passed` are states to mark; `prefix` keeps ids apart where a page shows several."""
    states = {f"s-{state.code}": state for state in procedure.states}
    steps = {f"t-{step.code}": step for step in procedure.transitions}
    widths = {key: _width(node.name) for key, node in (states | steps).items()}
    lines = [line for key, step in steps.items() for line in _lines(key, step, states)]
    layout = lay_out(widths, list(dict.fromkeys(lines)), f"s-{procedure.initial}")
    marks = {f"s-{current}": " is-current"} | {
        f"s-{code}": " is-passed" for code in passed if code != current
    }
    drawn = [
        *(_path(layout, line) for line in layout.lines),
        *(_box(layout, key, "step", widths[key], step.name) for key, step in steps.items()),
        *(
            _box(layout, key, "state", widths[key], state.name, f" is-{state.kind}{marks.get(key, '')}")
            for key, state in states.items()
        ),
    ]
    return _frame(procedure, layout, prefix, "".join(drawn))


def mermaid(procedure: Procedure) -> str:
    """The same as a Mermaid state diagram."""
    rows = [f'    state "{_plain(state.name)}" as {state.code}' for state in procedure.states]
    rows.append(f"    [*] --> {procedure.initial}")
    rows += [
        f"    {origin} --> {step.to} : {_plain(step.name)}"
        for step in procedure.transitions
        for origin in step.origins
    ]
    rows += [f"    {state.code} --> [*]" for state in procedure.states if state.final]
    return "\n".join(["stateDiagram-v2", *rows, ""])


def straight_way(procedure: Procedure) -> tuple[State, ...]:
    """The declared flow; without one, by the first declared step that leads to an end without a circle."""
    if procedure.flow:
        return tuple(procedure.by_state[code] for code in procedure.flow if code in procedure.by_state)
    way: list[str] = []
    found = _follow(procedure, procedure.initial, way, set())
    return tuple(procedure.by_state[code] for code in (way if found else [procedure.initial]))


def arrows(procedure: Procedure) -> str:
    """The line a guide shows: 已登记 → 受理审查 → … → 已归档."""
    return " → ".join(state.name for state in straight_way(procedure))


def _follow(procedure: Procedure, state: str, way: list[str], tried: set[str]) -> bool:
    if state in tried or state not in procedure.by_state:
        return False
    tried.add(state)
    way.append(state)
    if procedure.by_state[state].final:
        return True
    if any(_follow(procedure, step.to, way, tried) for step in procedure.leaving(state)):
        return True
    way.pop()
    return False


def _lines(key: str, step: Transition, states: Collection[str]) -> list[tuple[str, str]]:
    ends = [(f"s-{origin}", key) for origin in step.origins] + [(key, f"s-{step.to}")]
    return [(start, end) for start, end in ends if {start, end} & {*states}]


def _width(text: str) -> float:
    """Han characters are square, others about half as wide."""
    return sum(CHARACTER if ord(c) > 0x2E80 else CHARACTER * 0.6 for c in _short(text)) + 2 * CHARACTER


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _box(layout: Layout, key: str, kind: str, width: float, name: str, marks: str = "") -> str:
    x, y = layout.centres[key]
    half = HALF_HEIGHT[kind]
    title = f"<title>{escape(name)}</title>" if _short(name) != name else ""
    return (
        f'<g class="diagram-{kind}{marks}">{title}<rect x="{x - width / 2:.1f}" y="{y - half:.1f}" '
        f'width="{width:.1f}" height="{2 * half:.1f}" rx="{half if kind == "step" else 4:.0f}"/>'
        f'<text x="{x:.1f}" y="{y:.1f}" dy=".35em" text-anchor="middle">{escape(_short(name))}</text></g>'
    )


def _path(layout: Layout, line: tuple[str, str]) -> str:
    """A smooth line from edge to edge; one that leads upwards is marked as leading back."""
    points = layout.lines[line]
    down = points[0][1] < points[-1][1]
    ends = [HALF_HEIGHT["state" if node.startswith("s-") else "step"] * (1 if down else -1) for node in line]
    points = [(points[0][0], points[0][1] + ends[0]), *points[1:-1], (points[-1][0], points[-1][1] - ends[1])]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (y + to_y) / 2
        path += f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}"
    back = "" if down else " is-back"
    return f'<path class="diagram-line{back}" d="{path}" fill="none" marker-end="url(#diagram-arrow)"/>'


def _frame(procedure: Procedure, layout: Layout, prefix: str, drawn: str) -> str:
    """Named and described for those who do not see it; the description is the straight way in words."""
    width, height = f"{layout.width:.0f}", f"{layout.height:.0f}"
    arrow = '<path class="diagram-arrow" d="M0 0L8 4L0 8z"/>'
    marker = (
        f'<defs><marker id="{prefix}-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse">{arrow}</marker></defs>'
    )
    return (
        f'<svg class="diagram" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="{prefix}-title {prefix}-desc">'
        f'<title id="{prefix}-title">{escape(procedure.name)}</title>'
        f'<desc id="{prefix}-desc">{escape(arrows(procedure))}</desc>'
        f"{marker}{drawn.replace('#diagram-arrow', f'#{prefix}-arrow')}</svg>"
    )


def _plain(text: str) -> str:
    """Without the signs Mermaid reads as its own."""
    return text.translate(str.maketrans('":;#\n', "”：；＃ "))
