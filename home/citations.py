"""Where a clause that a procedure rests on is published: on this county's pages, else on the umbrella's."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any

from django.core.cache import cache

from home.clause_paths import find_clause, readings
from home.document_view import clause_trees_of
from home.freshness import version
from home.models import PolicyPage
from services.cases import bases
from services.procedures.terms import Basis
from tenants.models import Tenant
from tenants.scope import current_tenant

SECONDS = 3600


@bases.register
def published_at(basis: Basis) -> str:
    """The address of the passage, or of its document where the clause is not found; empty where neither is."""
    tenant = current_tenant()
    for place in (tenant, tenant.parent if tenant else None):
        if place is None:
            continue
        found = _documents(place).get(_name(basis.document_number))
        if found:
            pk, path = found
            address = f"{path}{_anchor(place, pk, basis.clause)}"
            return address if place == tenant else f"{place.root_url}{address}"
    return ""


def _name(document_number: str) -> str:
    return document_number.removeprefix("《").removesuffix("》")


def _documents(tenant: Tenant) -> dict[str, tuple[int, str]]:
    """Document numbers and titles of what the tenant publishes; a notice counts under the title of what it issues."""
    return _kept(tenant, "documents", partial(_read_documents, tenant))


def _read_documents(tenant: Tenant) -> dict[str, tuple[int, str]]:
    start = len(tenant.root_page.url_path)
    found: dict[str, tuple[int, str]] = {}
    policies = PolicyPage.objects.live().public().descendant_of(tenant.root_page).order_by("issued_on", "pk")
    for pk, title, number, path in policies.values_list("pk", "title", "document_number", "url_path"):
        issued = title.rpartition("》")[0].rpartition("《")[2]
        found |= dict.fromkeys(filter(None, (title, issued, number)), (pk, f"/{path[start:]}"))
    return found


def _anchor(tenant: Tenant, pk: int, reference: str) -> str:
    return _kept(tenant, f"{pk}:{reference}", partial(_find_anchor, pk, reference))


def _find_anchor(pk: int, reference: str) -> str:
    page = PolicyPage.objects.filter(pk=pk).first()
    trees = clause_trees_of(page) if page else []
    for said in readings(reference):
        clause = find_clause(trees, said)
        if clause is not None:
            return f"#{clause.anchor}"
    return ""


def _kept(tenant: Tenant, name: str, read: Callable[[], Any]) -> Any:
    key = sha256(f"{tenant.pk}:{version(tenant.pk)}:{name}".encode()).hexdigest()
    return cache.get_or_set(f"citation:{key}", read, SECONDS)
