"""Every shipped procedure runs on the same pages: registered, opened, and its first steps drawn as forms."""

import re

import pytest

from services.procedures.library import shipped

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", sorted(shipped()))
def test_it_is_registered_shown_and_stepped_on_the_pages_of_cases(code, inside_a, desk, new_case):
    procedure = shipped()[code]
    client = desk("case_officer")
    register = client.get(f"/admin/cases/register/{code}/")
    assert (register.status_code, procedure.name in register.content.decode()) == (200, True)
    case = new_case(procedure=code, values={}).case
    page = client.get(f"/admin/cases/{case.pk}/").content.decode()
    assert procedure.by_state[procedure.initial].name in page
    assert procedure.name in page
    offered = sorted(set(re.findall(rf"/admin/cases/{case.pk}/do/(\w+)/", page)))
    assert {*offered} <= {way.code for way in procedure.leaving(procedure.initial)}
    for step in offered:
        drawn = client.get(f"/admin/cases/{case.pk}/do/{step}/").content.decode()
        assert procedure.by_transition[step].name in drawn
