"""Reports whose figures Wagtail takes over all pages of the installation."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page, get_page_content_types


class _NoFilter(WagtailFilterSet):
    """The stock filter offers a choice of sites, which is a list of all counties."""

    class Meta:
        model = Page
        fields: list[str] = []


class TenantPageTypesUsageView(PageTypesUsageReportView):
    filterset_class = _NoFilter

    def get_queryset(self) -> QuerySet:
        own = Page.objects.filter(path__startswith=self.request.tenant.root_page.path)
        newest = own.filter(content_type=OuterRef("pk")).order_by(
            F("latest_revision_created_at").desc(nulls_last=True), "-pk"
        )
        counted = Count("pages", filter=Q(pages__path__startswith=self.request.tenant.root_page.path))
        return (
            get_page_content_types(include_base_page_type=False)
            .annotate(count=counted, last_edited_page_id=Subquery(newest.values("pk")[:1]))
            .filter(count__gt=0)
            .order_by("-count", "app_label", "model")
        )
