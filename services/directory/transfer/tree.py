"""Organisations of one file that stand above one another, in whatever order they come."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from services.directory.transfer.lookup import Lookup
from services.directory.transfer.plan import Line, Plan
from services.directory.transfer.reading import Later
from services.directory.transfer.register import Register
from services.directory.transfer.sheet import Table
from services.directory.transfer.text import fold, line

_ABOVE = ("parent", "guided_by")

Node = int | str


def coming(table: Table, register: Register) -> dict[str, str]:
    if register.code != "organisations":
        return {}
    at = next((place for place, column in table.places.items() if column.field == "name"), None)
    names = [line(cells[at]) for _number, cells in table.rows if at is not None and at < len(cells)]
    return {fold(name): name for name in names if name}


def settle(plan: Plan, lookup: Lookup) -> None:
    """Complains where somebody stands above himself, or where what stands above is not imported."""
    _refuse_circles(plan, lookup)
    while _refuse_missing(plan):
        pass


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Whoever stands above comes first, so that each is written once; two that name each other stay as they came."""
    listed = list(lines)
    by_name = {fold(str(found.value("name"))): found for found in listed}
    ordered: dict[int, Line] = {}
    for start in listed:
        waiting, met = [start], {start.number}
        while waiting:
            above = _unwritten(waiting[-1], by_name, ordered, met)
            if above is None:
                found = waiting.pop()
                ordered[found.number] = found
            else:
                met.add(above.number)
                waiting.append(above)
    return list(ordered.values())


def _unwritten(found: Line, by_name: dict[str, Line], ordered: dict[int, Line], met: set[int]) -> Line | None:
    for name in _ABOVE:
        value = found.values.get(name)
        above = by_name.get(value.key) if isinstance(value, Later) else None
        if above is not None and above.number not in ordered and above.number not in met:
            return above
    return None


def _refuse_missing(plan: Plan) -> bool:
    """Again and again, as each refused row may be above another one."""
    arriving = {fold(str(found.value("name"))) for found in plan.lines if not found.faults}
    refused = False
    for found in plan.lines:
        for name in _ABOVE if not found.faults else ():
            above = found.values.get(name)
            if isinstance(above, Later) and above.key not in arriving:
                words = _("这个机构也在本表里，但它那一行有问题，没有导入。请先改正那一行。")
                found.complain(plan.register.column_of(name).heading, above.name, words)
                refused = True
    return refused


def _refuse_circles(plan: Plan, lookup: Lookup) -> None:
    above: dict[Node, Node] = dict(lookup.parents)
    for found in plan.lines:
        if not found.faults and "parent" in found.values:
            above[_node(found)] = _target(found.values["parent"])
    for found in plan.lines:
        if "parent" in found.values and not found.faults and _meets_itself(_node(found), above):
            column = plan.register.column_of("parent")
            said = next((one.new for one in found.changes if one.heading == column.heading), "")
            found.complain(column.heading, said, _("一个机构不能是自己的上级，隔了几级也不行。"))


def _node(found: Line) -> Node:
    return found.existing.key if found.existing else fold(str(found.values.get("name", "")))


def _target(value: object) -> Node:
    return value.key if isinstance(value, Later) else value  # type: ignore[return-value]


def _meets_itself(start: Node, above: dict[Node, Node]) -> bool:
    seen: set[Node] = set()
    step = above.get(start)
    while step is not None and step not in seen:
        if step == start:
            return True
        seen.add(step)
        step = above.get(step)
    return False
