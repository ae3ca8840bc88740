import pytest

from services.cases import offered
from services.documents.offered import kinds
from services.procedures.library import shipped
from tenants.models import Tenant

pytestmark = pytest.mark.django_db


def test_templates_may_name_the_fields_of_the_county_s_procedures(inside_a: Tenant) -> None:
    assert set(offered.fields()) == {code for one in shipped().values() for code in one.fields}
    assert kinds()["mediation_agreement"] == "人民调解协议书"


def test_outside_a_county_nothing_is_offered(db: None) -> None:
    assert (offered.kinds(), list(offered.fields())) == ({}, [])
