"""Service items (服务事项): what one can apply for here, how it goes, and the way to the form."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.search import index

from home.forms import ServiceItemForm
from home.models.articles import body_field
from home.models.base import PortalPage


class ServiceIndexPage(PortalPage):
    """The items in the order of the tree, which the editor sets."""

    parent_page_types = ["home.CountyHomePage", "home.UmbrellaHomePage"]
    subpage_types = ["home.ServiceItemPage"]
    max_count_per_parent = 1
    template = "home/service_index_page.html"

    class Meta:
        verbose_name = _("服务事项栏目")


class ServiceItemPage(PortalPage):
    """Steps, limits and legal basis come from the procedure in force; what is written here stands before its texts."""

    procedure = models.CharField(_("办理程序"), max_length=60)
    form = models.CharField(_("申请表"), max_length=40, blank=True)
    online = models.BooleanField(_("可以网上申请"), default=True)
    who = models.TextField(_("谁可以申请"), blank=True, help_text=_("一行一项。留空时用程序里的说明。"))
    materials = models.TextField(_("要带的材料"), blank=True, help_text=_("一行一项。留空时按申请表列出。"))
    fee = models.CharField(_("收费"), max_length=100, blank=True, help_text=_("留空时写“不收费”。"))
    outcomes = models.TextField(_("办理结果"), blank=True, help_text=_("一行一项。留空时用程序里的说明。"))
    phone = models.CharField(
        _("咨询电话"), max_length=60, blank=True, help_text=_("留空时用受理机构的电话。")
    )
    paper_form = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("纸质表格"),
        help_text=_("留空时由系统按申请表生成可打印的空白表。"),
    )
    body = body_field()

    base_form_class = ServiceItemForm
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("who"),
        index.SearchField("materials"),
        index.SearchField("body"),
    ]
    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            [
                HelpPanel(_("流程图、期限和依据随所选程序自动更新，不用填写。")),
                FieldPanel("procedure"),
                FieldPanel("form"),
                FieldPanel("online"),
            ],
            heading=_("程序和申请表"),
        ),
        FieldPanel("who"),
        FieldPanel("materials"),
        FieldPanel("fee"),
        FieldPanel("outcomes"),
        FieldPanel("phone"),
        FieldPanel("paper_form"),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ServiceIndexPage"]
    subpage_types: list[str] = []
    template = "home/service_item_page.html"

    class Meta:
        verbose_name = _("服务事项")

    def lines(self, name: str) -> list[str]:
        """What the editor wrote into a field of one item a line."""
        return [line.strip() for line in getattr(self, name).splitlines() if line.strip()]
