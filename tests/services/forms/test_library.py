"""The application forms that come with the product."""

import pytest

from services.forms import library
from services.forms.validate import Cleaned, Errors, validate
from services.procedures import library as procedures

# Which procedures a citizen starts with which form.
STARTED = {
    "mediation": (
        "PM_GENERAL",
        "PM_MEDICAL",
        "PM_TRAFFIC",
        "PM_LABOUR",
        "PM_LAND",
        "PM_PETITION",
        "PM_PRIVATE",
        "PM_STATE",
    ),
    "legal_aid": ("LA_CASE",),
    "consultation": ("LA_DUTY",),
    "public_request": ("PUBLIC_REQUEST",),
    "complaint": ("COMPLAINT",),
    "confirmation": ("JC_OFFLINE", "JC_ONLINE", "ARB_CONFIRMATION"),
    "resettlement": ("RP_ASSISTANCE",),
    "general": ("RELEASED_PERSON",),
}
PAIRS = [(form, code) for form, codes in STARTED.items() for code in codes]
# What only the office can fill in at the first step.
OFFICE = frozenset(
    {"accept_date", "application_form", "case_source", "dispute_type", "difficulty", "prelim_opinion", "exemption_reason",
     "court_name", "matter_kind"}
)  # fmt: skip


def known(code: str) -> dict:
    return {field.code: field.declared for field in procedures.shipped()[code].fields.values()}


# Score sheets of the dossier review.
SHEETS = {"review_aid", "review_mediation"}


def test_every_form_serves_a_procedure():
    assert set(STARTED) | SHEETS == set(library.codes())


@pytest.mark.parametrize(("form", "code"), PAIRS)
def test_a_form_fits_its_procedure(form, code):
    """What both know by one code is of one type, with the same options."""
    fields, declared = library.application(form, known=known(code)).by_code, known(code)
    assert {name: field.type for name, field in fields.items() if name in declared} == {
        name: declared[name].get("type", "text") for name in fields if name in declared
    }
    assert all(
        dict(fields[name].options) == declared[name].get("options", {}) for name in fields if name in declared
    )


@pytest.mark.parametrize(
    ("form", "code", "step"),
    [
        ("mediation", "PM_GENERAL", "start_review"),
        ("mediation", "PM_LAND", "start_review"),
        ("legal_aid", "LA_CASE", "pass_preliminary"),
        ("consultation", "LA_DUTY", "register"),
        ("public_request", "PUBLIC_REQUEST", "triage"),
        ("complaint", "COMPLAINT", "investigate"),
        ("confirmation", "JC_OFFLINE", "submit"),
        ("resettlement", "RP_ASSISTANCE", "explain"),
    ],
)
def test_the_first_step_asks_for_nothing_that_was_told(form, code, step):
    asked = set(procedures.shipped()[code].by_transition[step].requires) - OFFICE
    assert asked - set(library.application(form, known=known(code)).by_code) == set()


def test_lists_from_elsewhere_are_filled_in():
    form = library.application("mediation", options={"matter": {"land": "土地"}, "no_such": {"a": "b"}})
    assert form.by_code["matter"].options == (("land", "土地"),)


def test_what_a_procedure_declares_binds_and_the_form_says_the_rest():
    form = library.application("legal_aid", known=known("LA_CASE"))
    field = form.by_code["aid_form"]
    assert (field.type, field.required) == ("choice", True)
    assert "civil_agency" in dict(field.options)


def test_a_procedure_that_asks_for_another_type_is_followed():
    declared = {"dispute_summary": {"label": "种类", "type": "choice", "options": {"a": "甲"}}}
    field = library.application("mediation", known=declared).by_code["dispute_summary"]
    assert (field.type, field.label, field.required, field.longest) == ("choice", "事情的经过", True, None)


def test_an_unknown_form_is_an_error():
    with pytest.raises(KeyError):
        library.application("no_such_form")


HELPER = {
    "filled_by": "helper", "applicant_kind": "person", "applicant_name": "申甲", "safe_to_call": "yes",
    "respondent_name": "被乙", "matter": "other", "dispute_summary": "滴水", "helper_name": "代丙", "helper_relation": "邻居",
}  # fmt: skip


def test_who_helps_needs_consent_and_who_does_not_is_not_asked():
    form = library.application("mediation")
    refused = validate(form, HELPER)
    assert isinstance(refused, Errors)
    assert set(refused.sentences) == {"helper_consent"}
    assert isinstance(validate(form, HELPER | {"helper_consent": ["yes"]}), Cleaned)
    own = validate(form, HELPER | {"filled_by": "self"})
    assert isinstance(own, Cleaned)
    assert "helper_name" not in own.values


def test_who_asks_for_care_says_how():
    refused = validate(library.application("mediation"), HELPER | {"filled_by": "self", "safe_to_call": "no"})
    assert set(refused.sentences) == {"contact_care"}
