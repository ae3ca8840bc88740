"""A procedure as plain lines, for comparison with the table in expected.toml, which was checked by hand.

`python -m tests.services.procedures.tables CODE` prints the entry of a new procedure, to be read before it is kept.
"""

import sys
import tomllib
from pathlib import Path

from services.procedures.library import shipped

EXPECTED = tomllib.loads(Path(__file__).with_name("expected.toml").read_text(encoding="utf-8"))


def expected(code):
    """Section → lines."""
    return {key: [line.strip() for line in text.strip().splitlines()] for key, text in EXPECTED[code].items()}


def table(procedure):
    found = {
        "states": [f"{one.code} {one.name} {one.outcome}".strip() for one in procedure.states],
        "steps": [_step(way) for way in procedure.transitions],
        "clocks": [_clock(procedure, one) for one in procedure.clocks],
        "numbers": [f"{one.code} {_figure(one)} | {_rests_on(one)}" for one in procedure.numbers.values()],
    }
    return {key: sorted(lines) if key == "numbers" else lines for key, lines in found.items() if lines}


def _step(way):
    """code | name | from > to | who, and the clock whose end takes the step | basis, or that it is our own"""
    who = " ".join((*way.by, *([f"due:{way.due}"] if way.due else [])))
    return f"{way.code} | {way.name} | {' '.join(way.origins)} > {way.to} | {who} | {_rests_on(way)}"


def _clock(procedure, one):
    """code kind amount unit | from > until | basis"""
    start = " ".join(filter(None, (one.start, *one.started_by)))
    number = procedure.numbers[one.number]
    return f"{one.code} {one.kind} {_figure(number)} | {start} > {' '.join(one.until)} | {_rests_on(number)}"


def _figure(number):
    amount = number.amount if number.amount is not None else f"{number.least or ''}-{number.most or ''}"
    figure = "open" if number.origin == "open" else number.on or number.text or amount
    return f"{figure} {number.unit}{f' per {number.per}' if number.per else ''}"


def _rests_on(one):
    if one.origin == "default":
        assert one.note
        return "own"
    return "; ".join(f"{basis.document_number} {basis.clause}" for basis in one.basis)


if __name__ == "__main__":
    for code in sys.argv[1:]:
        sections = [
            "\n".join([f'{key} = """', *lines, '"""\n']) for key, lines in table(shipped()[code]).items()
        ]
        sys.stdout.write("".join([f"\n[{code}]\n", *sections]))
