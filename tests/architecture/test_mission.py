import re

import pytest

from tests.architecture.sources import ROOT, functions

STATES = {"works", "partly", "not yet"}
ROW = re.compile(r"^\| S(\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
MISSION = (ROOT / "docs" / "mission.md").read_text()
ROWS = [(int(number), *(cell.strip() for cell in cells)) for number, *cells in ROW.findall(MISSION)]
DONE = [row for row in ROWS if row[2] != "not yet"]


def _named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def _exists(test: str) -> bool:
    """`path::name` names a function of a test file; parameters are not named."""
    path, _, function = test.partition("::")
    file = ROOT / path
    return file.is_file() and function in {found.name for found in functions(file)}


def test_every_number_stands_once_in_twelve_sections():
    assert [row[0] for row in ROWS] == list(range(1, 355))
    assert len(re.findall(r"^## \d+\. ", MISSION, re.MULTILINE)) == 12


def test_no_two_rows_of_a_section_are_named_alike():
    for section in re.split(r"^## ", MISSION, flags=re.MULTILINE):
        names = [cells[1].strip() for cells in ROW.findall(section)]
        assert len(names) == len(set(names))


def test_every_status_is_known():
    assert {row[2] for row in ROWS} <= STATES


def test_what_is_not_there_names_no_place():
    assert [row[0] for row in ROWS if row[2] == "not yet" and row[3:] != ("—", "—")] == []


@pytest.mark.parametrize("row", DONE, ids=lambda row: f"S{row[0]}")
def test_every_named_place_and_test_exists(row):
    places, tests = _named(row[3]), _named(row[4])
    assert places and tests
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert [test for test in tests if not _exists(test)] == []
