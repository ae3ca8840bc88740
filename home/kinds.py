"""The kinds of pages that can be found: their names, their lists, and how much they weigh."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.models import (
    CaseStoryPage,
    CompilationPage,
    GuidePage,
    InterpretationPage,
    NewsPage,
    PolicyPage,
    ServiceItemPage,
    StandardPage,
)


@dataclass(frozen=True)
class Kind:
    key: str
    label: object
    model: type[Page]
    index_url: str
    level: float = 1.0


KINDS = (
    Kind("policy", _("政策文件"), PolicyPage, "/policies/", 1.2),
    Kind("service", _("服务事项"), ServiceItemPage, "/services/", 1.2),
    Kind("interpretation", _("政策解读"), InterpretationPage, "/interpretations/", 1.1),
    Kind("guide", _("办事指南"), GuidePage, "/guides/", 1.1),
    Kind("case", _("典型案例"), CaseStoryPage, "/cases-told/", 0.9),
    Kind("news", _("新闻公告"), NewsPage, "/news/", 0.8),
    Kind("compilation", _("文件汇编"), CompilationPage, "/compilations/", 0.8),
    Kind("page", _("网站页面"), StandardPage, "/", 0.8),
)
_BY_MODEL = {kind.model: kind for kind in KINDS}


def kind_of(page: Page) -> str:
    """The search kind of a page; empty for fronts and sections, which are ways and not goals."""
    kind = _BY_MODEL.get(type(page))
    return kind.key if kind else ""
