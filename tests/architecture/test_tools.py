import sys

from tests.architecture.sources import run


def test_ruff_finds_nothing():
    checked = run(sys.executable, "-m", "ruff", "check", "--output-format", "concise", ".")
    assert checked.returncode == 0, checked.stdout


def test_mypy_finds_nothing_in_the_pure_modules():
    checked = run(sys.executable, "-m", "mypy")
    assert checked.returncode == 0, checked.stdout
