"""Whose page is it? Answered from the path of the tenants' root pages, without climbing the tree."""

from wagtail.models import Page

from tenants.models import Tenant

# Root pages stand directly below Wagtail's root: two steps of the materialised path.
ROOT_LENGTH = 2 * Page.steplen


def tenant_of(page: Page) -> Tenant | None:
    """None for Wagtail's own root and for pages that belong to no tenant."""
    return (
        Tenant.objects.select_related("site", "parent")
        .filter(root_page__path=page.path[:ROOT_LENGTH])
        .first()
    )
