"""Every shipped procedure: sound, walked to every end and through every step, and as it stands in the table."""

import pytest

from services.forms.load import assemble
from services.procedures.library import shipped
from services.procedures.variants import varied
from services.procedures.verify import World, verify
from tests.services.procedures import tables, walking

CODES = (
    "PM_GENERAL PM_MEDICAL PM_TRAFFIC PM_LABOUR PM_LAND PM_PRIVATE PM_STATE PM_PETITION PM_COMMISSIONED "
    "JOINT_MEDIATION JC_OFFLINE JC_ONLINE ARB_CONFIRMATION LABOUR_ARB_CONFIRMATION NOTARIAL_ENFORCEMENT "
    "PAYMENT_ORDER AGREEMENT_REVISIT DOSSIER_REVIEW SUBSIDY_CLAIM LA_CASE LA_NOTIFIED LA_DUTY LA_RANKING "
    "LA_LAWYER_SUSPENSION LAWYER_POOL LAWYER_DUTY LAWYER_PETITION_CASE ARB_REFERRAL RELEASED_PERSON RP_ASSISTANCE "
    "CORRECTION_SERVICE PRESENTENCE_SURVEY PROCUREMENT INSPECTION_ROUND EARLY_WARNING COMPLAINT "
    "MEDIATOR_LIFECYCLE TRAINING_ROUND ORG_LIFECYCLE TYPICAL_CASE PERIODIC_REPORT PUBLIC_REQUEST JOINT_AGREEMENT"
).split()
# What the program works out by itself.
WORLD = World(
    procedures=CODES,
    effects=(),
    events=(),
    guards=("no_conflict", "agreement_signed", "all_forms_signed", "lawyer_not_suspended"),
)

every_procedure = pytest.mark.parametrize("procedure", shipped().values(), ids=shipped())


def test_the_whole_catalogue_is_shipped_and_stands_in_the_table():
    assert len(CODES) == 43
    assert sorted(shipped()) == sorted(CODES)
    assert list(tables.EXPECTED) == CODES


@every_procedure
def test_it_is_sound_among_the_others(procedure):
    assert [str(fault) for fault in verify(procedure, WORLD)] == []


@every_procedure
def test_a_follow_up_gives_fields_that_the_other_asks_for(procedure):
    strange = [
        (follow_up.procedure, field)
        for follow_up in procedure.follow_ups
        if follow_up.procedure in shipped()
        for field in follow_up.prefill
        if field not in shipped()[follow_up.procedure].fields
    ]
    assert strange == []


@every_procedure
def test_every_end_is_reached(procedure):
    ends = walking.to_each_end(procedure)
    assert {code for code, steps in ends.items() if walking.walk(procedure, steps).state == code} == {
        state.code for state in procedure.states if state.final
    }


@every_procedure
def test_every_step_is_taken_from_every_state_and_leads_on_to_an_end(procedure):
    walks = walking.through_each_step(procedure)
    assert all(walking.walk(procedure, steps).outcome for steps in walks.values())
    assert {*walks} == {(origin, way.code) for way in procedure.transitions for origin in way.origins}


@every_procedure
def test_a_place_with_a_variant_reaches_every_end_too(procedure):
    for variant in procedure.variants:
        there = varied(procedure, variant.code)
        for end, steps in walking.to_each_end(there).items():
            assert walking.walk(there, steps).state == end
        for steps in walking.through_each_step(there).values():
            assert walking.walk(there, steps).outcome


@every_procedure
def test_every_step_can_be_asked_as_a_form(procedure):
    for way in procedure.transitions:
        fields = {code: procedure.fields[code].declared for code in (*way.requires, *way.asks)}
        assert {*assemble(way.code, way.name, fields, way.requires).by_code} == {*fields}


@pytest.mark.parametrize("code", tables.EXPECTED)
def test_it_stands_as_in_the_table(code):
    assert tables.table(shipped()[code]) == tables.expected(code)
