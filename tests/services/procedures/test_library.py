"""Every shipped file loads, verifies, and its fields are fields of forms."""

import pytest

from services.procedures.library import FOLDER, shipped, vocabulary
from services.procedures.load import restored, stored
from services.procedures.variants import varied
from services.procedures.verify import verify

CODES = sorted(shipped())


def test_every_file_is_read():
    assert len(CODES) == len([*FOLDER.glob("*.toml")])


@pytest.mark.parametrize("code", CODES)
def test_it_is_sound(code):
    assert [str(fault) for fault in verify(shipped()[code])] == []


@pytest.mark.parametrize("code", CODES)
def test_its_variants_can_be_taken(code):
    procedure = shipped()[code]
    assert [varied(procedure, variant.code).code for variant in procedure.variants] == [code] * len(
        procedure.variants
    )


@pytest.mark.parametrize("code", CODES)
def test_what_is_read_again_is_the_same(code):
    procedure = shipped()[code]
    again = restored(stored(procedure))
    assert (again, again.digest) == (procedure, procedure.digest)


def test_the_general_mediation_as_it_stands_in_the_policies():
    procedure = shipped()["PM_GENERAL"]
    assert (len(procedure.states), len(procedure.transitions)) == (17, 24)
    overall = procedure.by_clock["overall"]
    number = procedure.numbers[overall.number]
    assert (number.amount, number.unit, overall.start, overall.until, overall.paused_in) == (
        30, "calendar_day", "accepted", ("agreed", "failed", "withdrawn"), ("suspended",),
    )  # fmt: skip


def test_the_vocabulary_is_plain_data():
    assert {"roles", "guards", "fields", "documents", "numbers", "sources", "reminders", "outcomes"} <= {
        *vocabulary().entries
    }
