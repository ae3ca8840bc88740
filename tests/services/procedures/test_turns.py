"""Whose turn it is: whoever works on the matter, not who may exchange them or call others in."""

import pytest

from services.procedures.library import shipped

WORKING = {
    ("PM_LABOUR", "assigned"): ("mediator",),
    ("PM_LABOUR", "mediating"): ("mediator",),
    ("PM_LAND", "investigating"): ("mediator",),
    ("PM_TRAFFIC", "investigating"): ("mediator",),
    ("PM_MEDICAL", "mediating"): ("lead_mediator",),
    ("LA_CASE", "handling"): ("legal_aid_lawyer",),
    ("LA_NOTIFIED", "handling"): ("legal_aid_lawyer",),
}


@pytest.mark.parametrize("place", WORKING)
def test_it_is_the_turn_of_who_works_on_the_matter(place):
    code, state = place
    assert shipped()[code].by_state[state].turn == WORKING[place]


def test_nobody_is_waited_for_who_only_exchanges_a_mediator():
    waited = {
        (procedure.code, state.code)
        for procedure in shipped().values()
        for state in procedure.states
        if not state.turn and (ways := procedure.leaving(state.code)) and ways[0].code == "replace_mediator"
    }
    assert waited == set()
