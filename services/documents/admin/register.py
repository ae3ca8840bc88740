"""The register of issued papers: what stands on their backs. Their content is read from the case, by who may see it."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from services.documents.models import Paper
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin


class PaperAdmin(TenantModelAdmin):
    model = Paper
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("文书登记")
    menu_icon = "list-ul"
    menu_order = 421
    base_url_path = "issued-papers"
    history_view_enabled = False
    list_display = ["number", "kind_name", "office", "issued_at", "signed", "state_shown", "checked"]
    list_export = [
        "number",
        "kind_name",
        "matter_number",
        "office",
        "issued_at",
        "signed_at",
        "revoked_at",
        "code",
    ]
    list_filter = ["kind_name", "issued_at"]
    list_per_page = 50
    search_fields = ["number", "code"]

    def signed(self, paper: Paper) -> str:
        if not paper.seats:
            return "—"
        return _("已签齐") if paper.signed_sha256 else _("未签齐")

    signed.short_description = _("签名")

    def state_shown(self, paper: Paper) -> str:
        return paper.get_state_display()

    state_shown.short_description = _("状态")

    def checked(self, paper: Paper) -> str:
        return format_html('<a href="{}">{}</a>', paper.get_absolute_url(), paper.shown_code)

    checked.short_description = _("核验")
