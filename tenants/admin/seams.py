"""The places in Wagtail that look over all counties and offer neither hook nor setting.

Each is one method of a base class, so that views which later versions or our own services add are cut as well.
`install` runs once, when the admin's hooks are loaded; a method that Wagtail has renamed stops the start.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from taggit.models import Tag
from wagtail.admin import filters as admin_filters
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.chooser import BaseChooseView, ChosenResponseMixin
from wagtail.admin.views.pages import search as page_search
from wagtail.admin.widgets import BaseChooser
from wagtail.contrib.redirects.forms import ConfirmImportForm
from wagtail.documents import get_document_model
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.images import get_image_model
from wagtail.images.rich_text.contentstate import ImageElementHandler
from wagtail.images.views import chooser as image_chooser
from wagtail.models import Page
from wagtail.models.reference_index import ReferenceGroups
from wagtail.permission_policies.sites import SitePermissionPolicy

from tenants.admin.forms import cut_choices, keep_own_choices, name_roles, refuse_foreign_rows
from tenants.admin.ownership import cut, owns, owns_key
from tenants.scope import current_tenant

NO_ROW = "0"


def _own(rows: Any) -> Any:
    """The tenant's part of a queryset, of references grouped by their source, or of a list of rows."""
    tenant = current_tenant()
    if tenant is None:
        return rows
    if isinstance(rows, QuerySet):
        return cut(rows, tenant)
    if isinstance(rows, ReferenceGroups):
        return ReferenceGroups(_own(rows.qs))
    return [row for row in rows if not isinstance(row, Model) or owns(tenant, row)]


def _is_own(row: Model) -> bool:
    tenant = current_tenant()
    return tenant is None or owns(tenant, row)


def _around(owner: type, name: str) -> Callable:
    """Replaces a method by one that is handed the stock method first."""

    def decorate(wrapper: Callable) -> Callable:
        stock = getattr(owner, name)

        @wraps(stock)
        def method(self: Any, *args: Any, **kwargs: Any) -> Any:
            return wrapper(stock, self, *args, **kwargs)

        setattr(owner, name, method)
        return wrapper

    return decorate


def _install_listings() -> None:
    stock_filters = BaseListingView.filters.func

    def filters(view: BaseListingView) -> Any:
        """The choices that a list offers to be filtered by are names, too."""
        filterset = stock_filters(view)
        if filterset is not None:
            cut_choices(filterset.form)
        return filterset

    BaseListingView.filters = cached_property(filters)
    BaseListingView.filters.__set_name__(BaseListingView, "filters")

    @_around(BaseListingView, "filter_queryset")
    def _(stock: Callable, view: BaseListingView, queryset: Any) -> Any:
        return stock(view, _own(queryset))

    @_around(SitePermissionPolicy, "sites_user_has_any_permission_for")
    def _(stock: Callable, policy: SitePermissionPolicy, user: Any, actions: Any) -> QuerySet:
        return _own(stock(policy, user, actions))


def _install_page_search() -> None:
    """It looks through all pages on the way down to those one may edit, Wagtail's own root among them."""
    stock = page_search.page_filter_search

    def search(q: str, pages: QuerySet, all_pages: QuerySet | None = None, ordering: str | None = None) -> Any:
        return stock(q, _own(pages), None if all_pages is None else _own(all_pages), ordering)

    page_search.page_filter_search = search


def _install_choosers() -> None:
    @_around(BaseChooseView, "apply_object_list_ordering")
    def _(stock: Callable, view: BaseChooseView, objects: QuerySet) -> QuerySet:
        return stock(view, _own(objects))

    @_around(ChosenResponseMixin, "get_chosen_response_data")
    def _(stock: Callable, view: ChosenResponseMixin, item: Model, *args: Any, **kwargs: Any) -> dict:
        if not _is_own(item):
            raise Http404
        return stock(view, item, *args, **kwargs)

    @_around(BaseChooser, "get_instance")
    def _(stock: Callable, widget: BaseChooser, value: Any) -> Model | None:
        """A refused form is shown again with what was sent: the title of a foreign row must not be in it."""
        row = stock(widget, value)
        return row if row is None or _is_own(row) else None


def _install_bulk_actions() -> None:
    @_around(BulkAction, "get_actionable_objects")
    def _(stock: Callable, action: BulkAction) -> tuple[list, dict]:
        """`id=all` means every row of the table; those one may not touch are listed by name."""
        objects, refused = stock(action)
        return _own(objects), {reason: _own(rows) for reason, rows in refused.items()}


def _install_forms() -> None:
    for form in (WagtailAdminModelForm, BaseViewRestrictionForm, ConfirmImportForm):

        @_around(form, "__init__")
        def _(stock: Callable, form: Any, *args: Any, **kwargs: Any) -> None:
            stock(form, *args, **kwargs)
            keep_own_choices(form)
            name_roles(form)

    @_around(WagtailAdminModelForm, "_post_clean")
    def _(stock: Callable, form: WagtailAdminModelForm) -> None:
        refuse_foreign_rows(form)
        stock(form)


def _install_rich_text() -> None:
    """Wagtail's editor looks up what a link points to; a foreign row is to it what a deleted one is."""
    for handler, table, method in (
        (PageLinkElementHandler, Page, "get_attribute_data"),
        (DocumentLinkElementHandler, get_document_model(), "get_attribute_data"),
    ):
        _hide_in_rich_text(handler, table, method)

    @_around(ImageElementHandler, "create_entity")
    def _(stock: Callable, handler: Any, name: str, attrs: dict, *args: Any) -> Any:
        return stock(handler, name, _without_foreign_row(attrs, get_image_model()), *args)


def _hide_in_rich_text(handler: type, table: type[Model], method: str) -> None:
    @_around(handler, method)
    def _(stock: Callable, self: Any, attrs: dict) -> dict:
        return stock(self, _without_foreign_row(attrs, table))


def _without_foreign_row(attrs: dict, table: type[Model]) -> dict:
    tenant = current_tenant()
    if tenant is None or owns_key(tenant, table, attrs.get("id")):
        return attrs
    return {**attrs, "id": NO_ROW}


def popular_tags(model: type[Model], count: int = 10) -> QuerySet:
    used = Count("taggit_taggeditem_items")
    return _own(Tag.objects.all()).annotate(item_count=used).order_by("-item_count")[:count]


def _install_tags() -> None:
    for module in (admin_filters, image_chooser):
        assert module.popular_tags_for_model  # noqa: S101 (stops the start when Wagtail has renamed it)
        module.popular_tags_for_model = popular_tags


def install() -> None:
    _install_listings()
    _install_page_search()
    _install_choosers()
    _install_bulk_actions()
    _install_forms()
    _install_rich_text()
    _install_tags()
