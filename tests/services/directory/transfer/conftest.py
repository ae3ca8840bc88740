import pytest

from services.directory.actions.import_register import import_register, preview
from services.directory.models import Organisation
from services.directory.transfer.registers import registers
from tenants.scope import current_tenant
from tests.services.directory.transfer.tables import read, xlsx_of


@pytest.fixture
def looked(inside_a):
    """`looked("mediators", [heading, …], [cell, …], …)`: what a file would do; nothing is written."""

    def look(code, *rows):
        return preview(read(code, xlsx_of(*rows), "表.xlsx"), registers()[code], tenant=current_tenant())

    return look


@pytest.fixture
def brought(inside_a, person):
    """The same, imported by the county's administrator."""

    def bring(code, *rows):
        return import_register(
            read(code, xlsx_of(*rows), "表.xlsx"), registers()[code], tenant=current_tenant(),
            actor=person("jia-county_admin"), file_name="表.xlsx",
        )  # fmt: skip

    return bring


@pytest.fixture
def committee(inside_a, places):
    return Organisation.objects.create(
        tenant=inside_a, name="桥头镇人民调解委员会", kind="township_mediation_committee", division=places["township"]
    )
