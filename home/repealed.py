"""Tells the designer of procedures which documents are marked repealed or expired on the pages."""

from collections.abc import Iterator

from home.models import PolicyPage
from services.designer import repealed
from services.designer.repealed import Gone
from tenants.models import Tenant
from tenants.scope import current_tenant

OVER = (PolicyPage.Validity.REPEALED, PolicyPage.Validity.EXPIRED)


@repealed.register
def no_longer_in_force() -> list[Gone]:
    """The county's own word comes first: what it publishes as valid is not taken from the umbrella."""
    tenant = current_tenant()
    if tenant is None:
        return []
    own = list(_published(tenant))
    above = list(_published(tenant.parent)) if tenant.parent is not None else []
    said = {name for page, _gone in own for name in (page.document_number, page.title) if name}
    taken = [gone for page, gone in above if not {page.document_number, page.title} & said]
    return [gone for gone in (*(gone for _page, gone in own), *taken) if gone is not None]


def _published(tenant: Tenant) -> Iterator[tuple[PolicyPage, Gone | None]]:
    pages = PolicyPage.objects.live().public().descendant_of(tenant.root_page).order_by("-issued_on", "pk")
    start = len(tenant.root_page.url_path)
    for page in pages.only("title", "document_number", "validity", "expires_on", "url_path"):
        over = page.validity in OVER
        address = f"{tenant.root_url if tenant != current_tenant() else ''}/{page.url_path[start:]}"
        gone = Gone(page.title, page.document_number, page.get_validity_display(), address, page.expires_on)
        yield page, gone if over else None
