"""A county or umbrella comes to life: its tenant, its front page and its standard sections."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_noop as _
from wagtail.models import Site

from home.models import (
    CountyHomePage,
    PolicyIndexPage,
    SectionPage,
    ServiceIndexPage,
    StandardPage,
    TenantSettings,
    UmbrellaHomePage,
)
from tenants.actions.create_division import create_division
from tenants.actions.create_tenant import Address, create_tenant
from tenants.actions.errors import TenantError
from tenants.models import Division, Tenant, User
from tenants.scope import in_tenant

Kind = SectionPage.Kind


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    kind: str | None = None
    in_menu: bool = True


# Titles are content of the new site, in the language of its citizens; marked, so that a menu can translate them.
SERVICES = Section("services", _("办事服务"))
SECTIONS = (
    Section("policies", _("政策法规")),
    Section("interpretations", _("政策解读"), Kind.INTERPRETATIONS),
    Section("guides", _("办事指南"), Kind.GUIDES),
    Section("news", _("新闻公告"), Kind.NEWS),
    Section("cases-told", _("典型案例"), Kind.CASES),
    Section("compilations", _("文件汇编"), Kind.COMPILATIONS, in_menu=False),
)
STANDING = (
    Section("about", _("机构职责"), in_menu=False),
    Section("accessibility", _("无障碍声明"), in_menu=False),
    Section("privacy", _("个人信息保护说明"), in_menu=False),
)
PLACEHOLDER_PROVINCE = "98"


@transaction.atomic
def open_site(
    slug: str,
    *,
    name: str = "",
    division_code: str = "",
    parent: Tenant | None = None,
    kind: str = Tenant.Kind.COUNTY,
    actor: User | None = None,
) -> Tenant:
    """Opens `<slug>.<BASE_HOST>` (the umbrella: BASE_HOST itself). Raises TenantError and changes nothing."""
    name = name or slug
    home = _home_page(slug, name, kind)
    tenant = create_tenant(
        slug,
        name=name,
        division=create_division(division_code or _next_placeholder_code(slug), name),
        root_page=home,
        address=_address(slug, kind),
        parent=parent or _only_umbrella(kind),
        kind=kind,
    )
    with in_tenant(tenant):
        _add_sections(home)
        TenantSettings.objects.create(
            site=tenant.site,
            full_name=f"{name}司法局公共法律服务网",
            short_name=name,
            sponsor=f"{name}司法局",
        )
    return tenant


def _home_page(slug: str, name: str, kind: str) -> CountyHomePage | UmbrellaHomePage:
    page = UmbrellaHomePage if kind == Tenant.Kind.UMBRELLA else CountyHomePage
    return page(title=name, slug=slugify(slug) or slug, greeting="有矛盾找调解，有困难找法援。")


def _address(slug: str, kind: str) -> Address:
    umbrella = kind == Tenant.Kind.UMBRELLA
    return Address(
        hostname=settings.BASE_HOST if umbrella else f"{slug}.{settings.BASE_HOST}",
        port=_port_in_use(),
        is_default=umbrella,
    )


def _port_in_use() -> int:
    """The one the other sites answer on: a command does not know on which port the server was started."""
    other = Site.objects.order_by("pk").first()
    return other.port if other else settings.PUBLIC_PORT


def _only_umbrella(kind: str) -> Tenant | None:
    if kind == Tenant.Kind.UMBRELLA:
        return None
    umbrellas = Tenant.objects.filter(kind=Tenant.Kind.UMBRELLA)[:2]
    return umbrellas[0] if len(umbrellas) == 1 else None


def _next_placeholder_code(slug: str) -> str:
    """A code of a province that does not exist, for tenants whose real code is not told yet."""
    if Tenant.objects.filter(slug=slug).exists():
        raise TenantError(f"标识“{slug}”已被使用，未作任何更改。")
    used = set(Division.objects.filter(code__startswith=PLACEHOLDER_PROVINCE).values_list("code", flat=True))
    codes = (f"{PLACEHOLDER_PROVINCE}{number:04d}" for number in range(101, 10000))
    return next(code for code in codes if code not in used and not code.endswith("00"))


def _add_sections(home: CountyHomePage | UmbrellaHomePage) -> None:
    home.add_child(
        instance=ServiceIndexPage(title=SERVICES.title, slug=SERVICES.slug, show_in_menus=SERVICES.in_menu)
    )
    for section in SECTIONS:
        page = (
            SectionPage(title=section.title, slug=section.slug, kind=section.kind)
            if section.kind
            else PolicyIndexPage(title=section.title, slug=section.slug)
        )
        page.show_in_menus = section.in_menu
        home.add_child(instance=page)
    for section in STANDING:
        home.add_child(instance=StandardPage(title=section.title, slug=section.slug))
