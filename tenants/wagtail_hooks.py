"""Where Wagtail is told what a tenant's back office shows. The rules themselves stand in tenants/admin/."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from tenants.admin import people_hooks, seams  # noqa: F401 (registers on import)
from tenants.admin.api import cut_endpoints
from tenants.admin.ownership import cut, owns
from tenants.admin.panels import cut_panels
from tenants.journal_list import JournalAdmin

seams.install()

modeladmin_register(JournalAdmin)
hooks.register("construct_homepage_panels", cut_panels, order=100)
# After Wagtail's own apps have registered theirs.
hooks.register("construct_admin_api", cut_endpoints, order=100)

# What belongs to the whole installation, not to a county.
NOT_A_COUNTYS = {"sites", "groups", "workflows", "workflow-tasks"}


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    return cut(pages, request.tenant)


@hooks.register("construct_explorer_page_queryset")
def explore_own_pages(parent_page: Page, pages: QuerySet, request: HttpRequest) -> QuerySet:
    return cut(pages, request.tenant)


@hooks.register("construct_settings_menu")
def hide_what_is_not_a_countys(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in NOT_A_COUNTYS]


@hooks.register("before_serve_document")
def serve_own_documents(document: AbstractDocument, request: HttpRequest) -> None:
    """A file is served on its own county's host only."""
    if not owns(request.tenant, document):
        raise Http404
