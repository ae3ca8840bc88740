"""The journal as a list for those who answer for the county: who did what, and when."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import AllValuesFieldListFilter
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from tenants.modeladmin import ReadOnlyPermissionHelper, TenantInspectView, TenantModelAdmin
from tenants.models import JournalEntry
from tenants.verbs import VERBS, called, particulars


class VerbFilter(AllValuesFieldListFilter):
    """Offers the verbs that occur, by their names."""

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            yield {**choice, "display": called(str(choice["display"]))}


class JournalSearch(DjangoORMSearchHandler):
    """What is searched for is the name of a verb; the table keeps the key."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        found = super().search_queryset(queryset, search_term, **kwargs)
        named = [verb for verb, name in VERBS.items() if search_term and search_term in str(name)]
        return found | queryset.filter(verb__in=named) if named else found


class JournalInspectView(TenantInspectView):
    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        if field_name != "data":
            return super().get_field_display_value(field_name, field)
        return format_html_join("", "<p>{}：{}</p>", particulars(self.instance.data)) or "—"


class JournalAdmin(TenantModelAdmin):
    model = JournalEntry
    permission_helper_class = ReadOnlyPermissionHelper
    inspect_view_class = JournalInspectView
    search_handler_class = JournalSearch
    menu_label = _("操作日志")
    menu_icon = "history"
    menu_order = 900
    history_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["at", "actor_name", "verb", "subject_name", "data"]
    list_display = ["at", "actor_name", "verb_called", "subject_name"]
    list_export = ["at", "actor_name", "verb", "subject_kind", "subject_id", "subject_name"]
    list_filter = ["at", ("verb", VerbFilter)]
    list_per_page = 50
    search_fields = ["actor_name", "subject_name"]
    base_url_path = "journal"

    def verb_called(self, line: JournalEntry) -> str:
        return line.get_verb_display()

    verb_called.short_description = _("动作")
    verb_called.admin_order_field = "verb"
