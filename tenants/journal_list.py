"""The journal as a list for those who answer for the county: who did what, and when."""

from django.utils.translation import gettext_lazy as _

from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin
from tenants.models import JournalEntry


class JournalAdmin(TenantModelAdmin):
    model = JournalEntry
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("操作日志")
    menu_icon = "history"
    menu_order = 900
    history_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["at", "actor_name", "verb", "subject_name", "data"]
    list_display = ["at", "actor_name", "verb", "subject_name"]
    list_export = ["at", "actor_name", "verb", "subject_kind", "subject_id", "subject_name"]
    list_filter = ["at", "verb"]
    list_per_page = 50
    search_fields = ["actor_name", "subject_name", "verb"]
    base_url_path = "journal"
