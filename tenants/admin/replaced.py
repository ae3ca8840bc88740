"""Views of Wagtail that look over all counties by themselves and give no place to say otherwise."""

from collections.abc import Callable

from tenants.admin.reports import TenantPageTypesUsageView
from tenants.admin.tags import autocomplete

REPLACED: dict[str, Callable] = {
    "wagtailadmin_tag_autocomplete": autocomplete,
    "wagtailadmin_tag_model_autocomplete": autocomplete,
    "wagtailadmin_reports:page_types_usage": TenantPageTypesUsageView.as_view(),
    "wagtailadmin_reports:page_types_usage_results": TenantPageTypesUsageView.as_view(results_only=True),
}
