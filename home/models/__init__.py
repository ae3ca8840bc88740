from home.models.articles import CaseStoryPage, GuidePage, InterpretationPage, NewsPage, StandardPage
from home.models.compilation import CompilationEntry, CompilationPage
from home.models.front import CountyHomePage, UmbrellaHomePage
from home.models.policy import IndexSerial, PolicyBasis, PolicyIssuer, PolicyPage, PolicyRelation, Theme
from home.models.sections import PolicyIndexPage, SectionPage
from home.models.services import ServiceIndexPage, ServiceItemPage
from home.models.settings import TenantSettings
from home.models.views import PageViews

__all__ = [
    "CaseStoryPage",
    "CompilationEntry",
    "CompilationPage",
    "CountyHomePage",
    "GuidePage",
    "IndexSerial",
    "InterpretationPage",
    "NewsPage",
    "PageViews",
    "PolicyBasis",
    "PolicyIndexPage",
    "PolicyIssuer",
    "PolicyPage",
    "PolicyRelation",
    "SectionPage",
    "ServiceIndexPage",
    "ServiceItemPage",
    "StandardPage",
    "TenantSettings",
    "Theme",
    "UmbrellaHomePage",
]
