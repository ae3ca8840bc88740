import pytest

from services.directory.models import Organisation
from tenants.actions.create_division import create_division
from tenants.scope import current_tenant


@pytest.fixture
def places(db):
    """A village in a township of county A, by what they are."""
    return {
        "county": create_division("990121", "甲县"),
        "township": create_division("990121101", "桥头镇"),
        "village": create_division("990121101201", "桥下村"),
        "elsewhere": create_division("990121102", "桥尾镇"),
        "city": create_division("990100", "庚市"),
    }


@pytest.fixture
def found(places):
    """`found("land_mediation_committee", "county")` founds one in the active county."""

    def make(kind, place, name="", **fields):
        return Organisation.objects.create(
            tenant=current_tenant(), kind=kind, division=places[place], name=name or f"{place}{kind}", **fields
        )

    return make
