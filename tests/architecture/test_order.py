"""The list of long test files names files that are there."""

from pathlib import Path

from tests.order import SECONDS

ROOT = Path(__file__).parents[2]


def test_every_long_file_is_there():
    assert [path for path in SECONDS if not (ROOT / path).is_file()] == []
