import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from home.models import ServiceIndexPage, ServiceItemPage
from services.cases.models import Case
from tenants.models import Tenant, User
from tenants.scope import in_tenant
from tests.kept import kept_rows

FILLED = {
    "form-filled_by": "self",
    "form-applicant_kind": "person",
    "form-applicant_name": "申小甲",
    "form-applicant_phone": "13800000001",
    "form-safe_to_call": "yes",
    "form-respondent_kind": "person",
    "form-respondent_name": "被小乙",
    "form-respondent_phone": "13800000002",
    "form-matter": "neighbour",
    "form-dispute_summary": "屋檐的水滴到我家墙上",
    "form-dispute_requests": "改装檐沟",
}
ITEMS = {"mediation": "PM_GENERAL", "legal-aid": "LA_CASE", "complaint": "COMPLAINT"}


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, int]]:
    with kept_rows(django_db_blocker):
        county_a = Tenant.objects.get(slug="jia")
        yield {slug: add_item(county_a, slug, code).pk for slug, code in ITEMS.items()}


@pytest.fixture
def items(db: None, published: dict[str, int]) -> dict[str, ServiceItemPage]:
    return {slug: ServiceItemPage.objects.get(pk=key) for slug, key in published.items()}


def add_item(tenant: Tenant, slug: str, procedure: str, **more: Any) -> ServiceItemPage:
    with in_tenant(tenant):
        index = ServiceIndexPage.objects.child_of(tenant.root_page).get()
        page = ServiceItemPage(title=f"事项{slug}", slug=slug, procedure=procedure, **more)
        index.add_child(instance=page)
        page.save_revision().publish()
    return page


@pytest.fixture
def visitor(browse: Callable[..., Client], county_a: Tenant) -> Client:
    return browse(county_a)


def fill_in(client: Client, slug: str = "mediation", **fields: Any) -> str:
    """Up to the summary; returns the token of its confirmation."""
    address = f"/services/{slug}/apply/"
    answer = client.post(address, {**FILLED, **fields})
    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
    assert answer["Location"] == f"{address}?check=1"
    page = client.get(answer["Location"]).content.decode()
    return re.search(r'name="token" value="(\w+)"', page)[1]


def send(client: Client, slug: str = "mediation", **fields: Any) -> tuple[Case, str]:
    """The case that was opened, and its lookup code as the receipt shows it."""
    token = fill_in(client, slug, **fields)
    answer = client.post(f"/services/{slug}/apply/", {"confirm": "1", "token": token})
    assert answer["Location"] == f"/receipts/{token}/"
    page = client.get(answer["Location"]).content.decode()
    code = re.search(r'receipt__big num">(\w{4}) (\w{4})<', page)
    with in_tenant(Tenant.objects.get(slug="jia")):
        return Case.objects.latest("pk"), "".join(code.groups()) if code else ""


@pytest.fixture
def applied(items: Any, visitor: Client) -> tuple[Case, str]:
    return send(visitor)


def citizen(phone: str = "+8613800000001", name: str = "申小甲") -> User:
    return User.objects.create_user(f"c{phone[-8:]}", name=name, phone=phone, phone_verified=True)
