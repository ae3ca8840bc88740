"""What is said after an import, as plain data; and the faulty rows as a table to correct and upload again."""

from typing import Any

from django.utils.translation import gettext as _

from services.directory.transfer.plan import Fault, Line, Plan
from services.directory.transfer.words import words


def of_plan(plan: Plan, file_name: str) -> dict[str, Any]:
    return {
        "register": plan.register.code,
        "file": file_name,
        "counts": plan.counts,
        "headings": list(plan.table.headings),
        "faulty": [_line(line) for line in plan.faulty()],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": line.name,
        "cells": list(line.cells),
        "faults": [{"heading": one.heading, "said": one.said, "why": one.why} for one in line.faults],
    }


def faulty_rows(content: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """What is wrong stands in front; a column of that name is left out when the table comes back."""
    left_out = {place for place, heading in enumerate(content["headings"]) if heading == words().fault}
    headings = [words().fault, *_without(content["headings"], left_out)]
    rows = []
    for line in content["faulty"]:
        why = " ".join(said(Fault(**fault)) for fault in line["faults"])
        rows.append([why, *_without(line["cells"], left_out)])
    return headings, rows


def _without(cells: list[str], places: set[int]) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place not in places]


def said(fault: Fault) -> str:
    if not fault.heading:
        return fault.why
    if not fault.said:
        return _("“%(heading)s”：%(why)s") % {"heading": fault.heading, "why": fault.why}
    values = {"heading": fault.heading, "said": fault.said, "why": fault.why}
    return _("“%(heading)s”填的是“%(said)s”：%(why)s") % values
