"""Every shipped procedure that ends in an agreement can be settled from a room."""

import pytest

from services.cases.settling import settling, steps_ahead
from services.procedures.library import shipped

FROM = {
    "PM_GENERAL": ("mediating", "agree", "effect"),
    "PM_LABOUR": ("mediating", "agree", "effect"),
    "PM_LAND": ("mediating", "agree", "effect"),
    "PM_MEDICAL": ("mediating", "agree", "effect"),
    "PM_STATE": ("mediating", "agree", "effect"),
    "PM_TRAFFIC": ("mediating", "agree", "effect"),
    "PM_PRIVATE": ("group_mediating", "agree", "effect"),
    "PM_COMMISSIONED": ("mediating", "agree", None),
    "JOINT_MEDIATION": ("mediating", "agree", "supervise"),
    "PM_PETITION": ("opinion_issued", None, "settle"),
}


@pytest.mark.parametrize(("code", "way"), FROM.items())
def test_its_own_steps_are_found(code, way):
    state, reach, sign = way
    found = settling(shipped()[code], state)
    assert (found.reach and found.reach.code, found.sign and found.sign.code, found.missing) == (
        reach,
        sign,
        "",
    )


def test_what_a_procedure_asks_for_besides():
    asked = {code: settling(shipped()[code], state).asks for code, (state, _reach, _sign) in FROM.items()}
    assert {code: fields for code, fields in asked.items() if fields} == {
        "PM_LABOUR": ("payment_terms",),
        "PM_LAND": ("responsibilities",),
        "PM_TRAFFIC": ("payment_terms",),
    }


def test_no_other_procedure_is_settled_so():
    other = {code for code in shipped() if code not in FROM}
    assert all(settling(shipped()[code], shipped()[code].initial).missing for code in other)


def test_the_way_ahead_ends_where_the_agreement_is_in_force():
    procedure = shipped()["PM_GENERAL"]
    assert [way.code for way in steps_ahead(procedure, "assigned")] == [
        "investigate", "open_mediation", "agree", "effect",
    ]  # fmt: skip
    assert steps_ahead(procedure, "performing") == ()
    assert steps_ahead(procedure, "suspended") == ()
    assert [way.code for way in steps_ahead(shipped()["PM_COMMISSIONED"], "mediating")] == ["agree"]
