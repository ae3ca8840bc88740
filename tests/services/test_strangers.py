"""Procedures name fields that forms read, though neither knows the other: a step's form can always be made."""

import pytest

from services.forms.load import assemble
from services.procedures.library import shipped, vocabulary


def test_every_shared_field_is_a_field_of_a_form():
    declared = vocabulary().entries["fields"]
    form = assemble("all", "全部", declared)
    assert [field.code for field in form.fields] == [*declared]


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_step_has_its_form(code):
    procedure = shipped()[code]
    for step in procedure.transitions:
        asked = dict.fromkeys((*step.requires, *step.asks))
        declared = {key: procedure.fields[key].declared for key in asked}
        form = assemble(step.code, step.name, declared, required=step.requires)
        assert [field.code for field in form.fields if field.required] == [*step.requires]
