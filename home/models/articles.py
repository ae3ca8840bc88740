"""The pages that are plain articles: interpretation, news, guide, typical case, standing page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.search import index

from home.blocks import ARTICLE_BLOCKS
from home.fields import BodyField
from home.models.base import DatedPage, PortalPage


def body_field() -> BodyField:
    return BodyField(ARTICLE_BLOCKS, verbose_name=_("正文"), blank=True, use_json_field=True)


class InterpretationPage(DatedPage):
    """Explains a policy in plain words. The policy shows it, and it shows the policy."""

    policy = models.ForeignKey(
        "home.PolicyPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interpretations",
        verbose_name=_("所解读的文件"),
    )
    publish_with_policy = models.BooleanField(_("与文件同时发布"), default=False)
    body = body_field()

    search_fields = [*DatedPage.search_fields, index.SearchField("body")]
    content_panels = [
        *DatedPage.content_panels,
        PageChooserPanel("policy", "home.PolicyPage"),
        FieldPanel("publish_with_policy"),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.SectionPage"]
    subpage_types: list[str] = []
    template = "home/interpretation_page.html"

    class Meta:
        verbose_name = _("政策解读")


class NewsPage(DatedPage):
    class Kind(models.TextChoices):
        NEWS = "news", _("新闻")
        NOTICE = "notice", _("公告")

    kind = models.CharField(_("类别"), max_length=10, choices=Kind, default=Kind.NEWS)
    source = models.CharField(_("信息来源"), max_length=100, blank=True)
    body = body_field()

    search_fields = [*DatedPage.search_fields, index.SearchField("body")]
    content_panels = [*DatedPage.content_panels, FieldPanel("kind"), FieldPanel("source"), FieldPanel("body")]
    parent_page_types = ["home.SectionPage"]
    subpage_types: list[str] = []
    template = "home/news_page.html"

    class Meta:
        verbose_name = _("新闻公告")


class GuidePage(DatedPage):
    """How to get something done: who, where, when, what it costs, what to bring, step by step."""

    who = models.CharField(_("谁可以办"), max_length=300, blank=True)
    where = models.CharField(_("在哪里办"), max_length=200, blank=True)
    when = models.CharField(_("什么时候办"), max_length=200, blank=True)
    phone = models.CharField(_("咨询电话"), max_length=60, blank=True)
    fee = models.CharField(_("收费"), max_length=100, blank=True)
    time_limit = models.CharField(_("办理时限"), max_length=200, blank=True)
    materials = models.TextField(_("要带的材料"), blank=True, help_text=_("一行一项。"))
    basis = models.TextField(_("依据"), blank=True, help_text=_("一行一项。"))
    body = body_field()

    search_fields = [*DatedPage.search_fields, index.SearchField("body"), index.SearchField("materials")]
    content_panels = [
        *DatedPage.content_panels,
        FieldPanel("who"),
        FieldRowPanel([FieldPanel("where"), FieldPanel("when")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("fee")]),
        FieldPanel("time_limit"),
        FieldPanel("materials"),
        FieldPanel("body"),
        FieldPanel("basis"),
    ]
    parent_page_types = ["home.SectionPage"]
    subpage_types: list[str] = []
    template = "home/guide_page.html"

    class Meta:
        verbose_name = _("办事指南")

    @property
    def material_list(self) -> list[str]:
        return [line.strip() for line in self.materials.splitlines() if line.strip()]

    @property
    def basis_list(self) -> list[str]:
        return [line.strip() for line in self.basis.splitlines() if line.strip()]


class CaseStoryPage(DatedPage):
    type = models.CharField(_("纠纷类型"), max_length=40, blank=True)
    body = body_field()

    search_fields = [*DatedPage.search_fields, index.SearchField("body")]
    content_panels = [*DatedPage.content_panels, FieldPanel("type"), FieldPanel("body")]
    parent_page_types = ["home.SectionPage"]
    subpage_types: list[str] = []
    template = "home/case_story_page.html"

    class Meta:
        verbose_name = _("典型案例")


class StandardPage(PortalPage):
    body = body_field()

    search_fields = [*PortalPage.search_fields, index.SearchField("body")]
    content_panels = [*PortalPage.content_panels, FieldPanel("body")]
    parent_page_types = ["home.CountyHomePage", "home.UmbrellaHomePage"]
    subpage_types: list[str] = []
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("一般页面")
