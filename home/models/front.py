from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.blocks import TileBlock
from home.fields import BodyField
from home.models.base import PortalPage

SECTIONS = ["home.ServiceIndexPage", "home.PolicyIndexPage", "home.SectionPage", "home.StandardPage"]


class FrontPage(PortalPage):
    greeting = models.CharField(_("导语"), max_length=120, blank=True)
    example_questions = BodyField(
        [("question", blocks.CharBlock(label=_("问题"), max_length=40))],
        verbose_name=_("例问"),
        blank=True,
        use_json_field=True,
        max_num=3,
    )

    services = BodyField(
        [("service", TileBlock())], verbose_name=_("四项主要服务"), blank=True, use_json_field=True, max_num=4
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("greeting"),
        FieldPanel("example_questions"),
        FieldPanel("services"),
    ]
    parent_page_types: list[str] = []
    subpage_types = SECTIONS

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds the page by its whole address: one question instead of two for every step down the tree."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.live().filter(url_path=address, path__startswith=self.path).first()
        if page is None:
            raise Http404
        return RouteResult(page.specific)


class CountyHomePage(FrontPage):
    template = "home/county_home_page.html"

    class Meta:
        verbose_name = _("县首页")


class UmbrellaHomePage(FrontPage):
    template = "home/umbrella_home_page.html"

    class Meta:
        verbose_name = _("市首页")
