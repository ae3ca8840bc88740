"""Every register is declared so that its own words are read back."""

import pytest

from services.declarations.table import Declared, MalformedDeclaration
from services.directory.transfer.lookup import Lookup
from services.directory.transfer.reading import read
from services.directory.transfer.registers import MODELS, load, registers
from services.directory.transfer.text import fold
from services.directory.transfer.words import words
from services.directory.transfer.writing import written

ALL = list(MODELS)
BY_NAME = {"place", "places", "organisation", "account", "mediator", "lawyer"}
COLUMNS = [(code, column) for code in ALL for column in registers()[code].columns]


@pytest.mark.parametrize("code", ALL)
def test_headings_stand_once_and_keys_name_columns(code):
    register = registers()[code]
    headings = [fold(column.heading) for column in register.columns]
    assert len(headings) == len(set(headings))
    named = {name for key in register.keys for name in key} | {*register.agree, *register.one_of}
    assert named <= set(register.fields)


@pytest.mark.parametrize("code", ALL)
def test_what_a_row_needs_is_asked_for(code):
    """A column of the table that must be filled is required, or one of the keys."""
    register = registers()[code]
    needed = {
        field.name for field in register.model._meta.concrete_fields
        if not (field.blank or field.has_default() or field.primary_key or field.generated) and field.name != "tenant"
    }  # fmt: skip
    given = {column.field for column in register.columns if column.required} | {"mediator"}
    assert needed - given == set()


@pytest.mark.parametrize(("code", "column"), COLUMNS, ids=lambda one: getattr(one, "code", one))
def test_an_example_is_read_and_written_alike(code, column):
    if not column.example or column.reads in BY_NAME:
        return
    value = read(column, column.example, Lookup())
    assert read(column, written(column, value, Lookup()), Lookup()) == value


@pytest.mark.parametrize(("code", "column"), COLUMNS, ids=lambda one: getattr(one, "code", one))
def test_every_label_is_read_as_its_code(code, column):
    if column.reads not in ("choice", "codes"):
        return
    wanted = list(column.labels)
    read_back = [read(column, label, Lookup()) for label in column.labels.values()]
    assert read_back == ([(code,) for code in wanted] if column.reads == "codes" else wanted)
    assert set(column.words.values()) <= set(wanted)


def test_a_slip_in_a_declaration_is_named():
    declared = Declared.parse('keys = ["name"]\n[columns.name]\nreads = "txt"\nhelpp = "x"', "slip.toml")
    with pytest.raises(MalformedDeclaration) as error:
        load("mediators", declared)
    assert len(error.value.problems) == 2


def test_the_words_are_all_there():
    assert words().clears("(空)")
    assert words().shows("（示例）赵一")
    assert (words().yes[0], words().no[0], words().fault) == ("是", "否", "问题")
