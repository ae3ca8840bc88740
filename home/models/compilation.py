from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from home.models.base import DatedPage


class CompilationPage(DatedPage):
    """A bound volume of policies in an order of its own, which need not be that of their dates."""

    years = models.CharField(_("年份"), max_length=40, blank=True, help_text=_("如“2010—2020年”。"))
    compiled_by = models.CharField(_("整理单位"), max_length=100, blank=True)

    content_panels = [
        *DatedPage.content_panels,
        FieldRowPanel([FieldPanel("years"), FieldPanel("compiled_by")]),
        InlinePanel("entries", label=_("收录文件"), heading=_("目录")),
    ]
    parent_page_types = ["home.SectionPage"]
    subpage_types: list[str] = []
    template = "home/compilation_page.html"

    class Meta:
        verbose_name = _("文件汇编")


class CompilationEntry(Orderable):
    compilation = ParentalKey(CompilationPage, on_delete=models.CASCADE, related_name="entries")
    policy = models.ForeignKey("home.PolicyPage", models.CASCADE, related_name="+", verbose_name=_("文件"))

    panels = [PageChooserPanel("policy", "home.PolicyPage")]

    def __str__(self) -> str:
        return self.policy.title
