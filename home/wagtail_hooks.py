from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from home import queries
from home.import_view import import_policies


@hooks.register("register_admin_urls")
def register_import_url() -> list:
    return [path("import-policies/", import_policies, name="import_policies")]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.roles & {"county_admin", "editor"})


@hooks.register("register_admin_menu_item")
def register_import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("导入文件"), reverse("import_policies"), name="import", icon_name="download", order=250
    )


@hooks.register("construct_help_menu")
def no_foreign_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's guide and news stand on other hosts, in English."""
    menu_items[:] = [item for item in menu_items if item.name.startswith("keyboard")]


@hooks.register("before_bulk_action")
def policies_need_a_decision(
    request: HttpRequest, action_type: str, objects: list, action_class_instance: object
) -> HttpResponse | None:
    """Several policies are published at once only when somebody has decided for each that it may go out."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in objects):
        return None
    undecided = queries.undecided_policies(objects)
    if not undecided:
        return None
    titles = "、".join(f"《{page.title}》" for page in undecided[:3])
    messages.error(request, _("请先为%(titles)s等文件选择公开方式，再发布。") % {"titles": titles})
    return redirect("wagtailadmin_explore", request.tenant.root_page_id)


@hooks.register("before_serve_document")
def serve_published_documents(document: AbstractDocument, request: HttpRequest) -> None:
    """A file is the public's once a published page hands it out; before and after, the back office's."""
    if not request.user.has_perm("wagtailadmin.access_admin") and not queries.is_published_with(
        document, request.tenant
    ):
        raise Http404
