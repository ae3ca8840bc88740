from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.models.base import PortalPage


class SectionPage(PortalPage):
    """A list of pages of one kind, newest first."""

    class Kind(models.TextChoices):
        INTERPRETATIONS = "interpretations", _("政策解读")
        NEWS = "news", _("新闻公告")
        GUIDES = "guides", _("办事指南")
        CASES = "cases", _("典型案例")
        COMPILATIONS = "compilations", _("文件汇编")

    kind = models.CharField(_("栏目类别"), max_length=20, choices=Kind)

    content_panels = [*PortalPage.content_panels, FieldPanel("kind")]
    parent_page_types = ["home.CountyHomePage", "home.UmbrellaHomePage"]
    subpage_types = [
        "home.InterpretationPage",
        "home.NewsPage",
        "home.GuidePage",
        "home.CaseStoryPage",
        "home.CompilationPage",
    ]
    template = "home/section_page.html"

    class Meta:
        verbose_name = _("栏目")


class PolicyIndexPage(PortalPage):
    parent_page_types = ["home.CountyHomePage", "home.UmbrellaHomePage"]
    subpage_types = ["home.PolicyPage"]
    max_count_per_parent = 1
    template = "home/policy_index_page.html"

    class Meta:
        verbose_name = _("政策法规栏目")
