"""Places the boxes of a diagram: states and steps in layers, few crossings, nothing on top of anything.

The plain layered method: turn round what leads back, longest path gives the layer, lines over several layers pass
through points of their own, neighbours' averages give order and place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

GAP = 22.0
LAYER = 62.0
SWEEPS = 8


@dataclass
class Layout:
    """Centres by node, and each line as the points it passes through, in its own direction."""

    centres: dict[str, tuple[float, float]] = field(default_factory=dict)
    lines: dict[tuple[str, str], list[tuple[float, float]]] = field(default_factory=dict)
    width: float = 0
    height: float = 0


def lay_out(widths: Mapping[str, float], lines: Sequence[tuple[str, str]], first: str) -> Layout:
    """`widths` by node, `lines` from node to node."""
    layers = _layers(list(widths), lines, first)
    chains = {line: _chain(line, layers) for line in lines}
    rows = _rows(layers, chains.values())
    links = [pair for chain in chains.values() for pair in pairwise(chain)]
    above, below = _neighbours(links, rows)
    _order(rows, above, below)
    across = _spread(rows, above, below, widths)
    return _drawn(rows, across, widths, chains)


def _layers(nodes: Sequence[str], lines: Sequence[tuple[str, str]], first: str) -> dict[str, int]:
    """Longest path from the first node; lines that lead back to a node still open are not counted."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for start, end in lines:
        after[start].append(end)
    done: list[str] = []
    back: set[tuple[str, str]] = set()
    entered: set[str] = set()
    for root in dict.fromkeys((first, *nodes)):
        todo = [(root, iter(after[root]))] if root not in entered else []
        entered.add(root)
        trail = {root}
        while todo:
            node, rest = todo[-1]
            for following in rest:
                if following in trail:
                    back.add((node, following))
                elif following not in entered:
                    entered.add(following)
                    trail.add(following)
                    todo.append((following, iter(after[following])))
                    break
            else:
                todo.pop()
                trail.discard(node)
                done.append(node)
    layers = dict.fromkeys(nodes, 0)
    for node in reversed(done):
        for following in after[node]:
            if (node, following) not in back:
                layers[following] = max(layers[following], layers[node] + 1)
    return layers


def _chain(line: tuple[str, str], layers: Mapping[str, int]) -> list[str]:
    """The nodes of a line with a point for each layer it passes, from the upper end to the lower."""
    upper, lower = sorted(line, key=lambda node: layers[node])
    between = range(layers[upper] + 1, layers[lower])
    return [upper, *(f"{line[0]}>{line[1]}@{layer}" for layer in between), lower]


def _rows(layers: Mapping[str, int], chains: Iterable[Sequence[str]]) -> list[list[str]]:
    rows: list[list[str]] = [[] for _layer in range(max(layers.values()) + 1)]
    for node, layer in layers.items():
        rows[layer].append(node)
    for chain in chains:
        for point in chain[1:-1]:
            rows[int(point.rpartition("@")[2])].append(point)
    return rows


def _neighbours(
    links: Iterable[tuple[str, str]], rows: Sequence[Sequence[str]]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    above: dict[str, list[str]] = {node: [] for row in rows for node in row}
    below: dict[str, list[str]] = {node: [] for row in rows for node in row}
    for upper, lower in links:
        above[lower].append(upper)
        below[upper].append(lower)
    return above, below


def _order(
    rows: list[list[str]], above: Mapping[str, Sequence[str]], below: Mapping[str, Sequence[str]]
) -> None:
    """Sorts each row by the average place of its neighbours, downwards and upwards in turn."""
    for sweep in range(SWEEPS):
        near = above if sweep % 2 == 0 else below
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            place = {node: index / max(1, len(one) - 1) for one in rows for index, node in enumerate(one)}
            row.sort(key=lambda node: _mean([place[other] for other in near[node]], place[node]))


def _spread(
    rows: Sequence[Sequence[str]],
    above: Mapping[str, Sequence[str]],
    below: Mapping[str, Sequence[str]],
    widths: Mapping[str, float],
) -> dict[str, float]:
    across = {node: 0.0 for row in rows for node in row}
    for sweep in range(SWEEPS):
        near = above if sweep % 2 == 0 else below
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wanted = [_mean([across[other] for other in near[node]], across[node]) for node in row]
            across.update(zip(row, _apart(wanted, [widths.get(node, 0) for node in row]), strict=True))
    return across


def _apart(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """The wanted places pushed apart: halfway between pushing all to the right and all to the left."""
    steps = [(one + other) / 2 + GAP for one, other in pairwise(widths)]
    right, left = list(wanted), list(wanted)
    for index, step in enumerate(steps):
        right[index + 1] = max(right[index + 1], right[index] + step)
    for index in range(len(steps) - 1, -1, -1):
        left[index] = min(left[index], left[index + 1] - steps[index])
    return [(one + other) / 2 for one, other in zip(left, right, strict=True)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _drawn(
    rows: Sequence[Sequence[str]],
    across: Mapping[str, float],
    widths: Mapping[str, float],
    chains: Mapping[tuple[str, str], Sequence[str]],
) -> Layout:
    edge = min(across[node] - widths.get(node, 0) / 2 for node in across) - GAP
    points = {
        node: (across[node] - edge, LAYER * (place + 0.5)) for place, row in enumerate(rows) for node in row
    }
    return Layout(
        centres={node: points[node] for node in widths},
        lines={
            line: [points[node] for node in (chain if chain[0] == line[0] else chain[::-1])]
            for line, chain in chains.items()
        },
        width=max(x + widths.get(node, 0) / 2 for node, (x, _y) in points.items()) + GAP,
        height=LAYER * len(rows),
    )
