from home.models import StandardPage
from tenants.models import Tenant


def page_called(title: str, tenant: Tenant) -> StandardPage:
    page = StandardPage(title=title, live=True)
    tenant.root_page.add_child(instance=page)
    return page
