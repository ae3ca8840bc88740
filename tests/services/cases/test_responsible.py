"""A new case goes to whoever is responsible for the place and for what it is about."""

import pytest

from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import Doer
from services.directory.models import Organisation
from tenants.actions.create_division import create_division
from tenants.models import Tenant

pytestmark = pytest.mark.django_db


def test_place_and_matter_decide_and_a_named_organisation_stands_above_them(
    inside_a: Tenant, officer: Doer
) -> None:
    places = {
        "township": create_division("990121101", "桥头镇"),
        "village": create_division("990121101201", "桥下村"),
        "elsewhere": create_division("990121102", "桥尾镇"),
    }
    found = {
        name: Organisation.objects.create(tenant=inside_a, kind=kind, division=place, name=name)
        for name, kind, place in (
            ("桥下村调委会", "village_mediation_committee", places["village"]),
            ("甲县医调委", "medical_mediation_committee", inside_a.division),
            ("甲县中心", "mediation_center", inside_a.division),
        )
    }

    def goes_to(**more: object) -> str:
        return open_case(Opening(**{"procedure": "PM_GENERAL", **more}), doer=officer).case.organisation.name

    assert goes_to(matter="neighbour", place=places["village"]) == "桥下村调委会"
    assert goes_to(matter="neighbour", place=places["elsewhere"]) == "甲县中心"
    assert goes_to(procedure="PM_MEDICAL", place=places["village"]) == "甲县医调委"
    assert goes_to(matter="neighbour", place=places["village"], organisation=found["甲县中心"]) == "甲县中心"
