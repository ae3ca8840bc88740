from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from tenants.admin.forms import TenantPageForm

# What a page's template needs beyond the page: filled by home/contexts.py, which stands above the reads.
CONTEXTS: dict[type[Page], Callable[[Any, HttpRequest], dict[str, Any]]] = {}


class PortalPage(Page):
    """What every page of the portal has: a summary for lists, and forms that refuse another tenant's rows."""

    summary = models.TextField(_("摘要"), blank=True, max_length=500)

    base_form_class = TenantPageForm
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        more = CONTEXTS.get(type(self))
        return context | more(self, request) if more else context


class DatedPage(PortalPage):
    """A page that lists sort by its own date."""

    date = models.DateField(_("日期"), default=timezone.localdate)

    content_panels = [*PortalPage.content_panels, FieldPanel("date")]

    class Meta:
        abstract = True
