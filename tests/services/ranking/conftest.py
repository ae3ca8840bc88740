import pytest

from services.directory.models import Lawyer
from services.ranking.models import Edition
from tests.services.ranking.editions import counted, figures, lawyers


@pytest.fixture
def own_line(inside_a, person) -> Lawyer:
    """The line of jia-lawyer in the register."""
    (line,) = lawyers(inside_a, "甲律", user=person("jia-lawyer"))
    return line


@pytest.fixture
def edition(inside_a, person, own_line) -> Edition:
    """2026H1, counted by the officer: 甲律 second behind 丙律, 戊律 not ranked."""
    better, few = lawyers(inside_a, "丙律", "戊律")
    counts = {own_line.pk: figures(qualified=5), better.pk: figures(), few.pk: figures(cases=3)}
    return counted(inside_a, counts, actor=person("jia-case_officer"))
