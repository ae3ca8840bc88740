"""The demo comes in once: an umbrella, three counties, their people, what they have published, and their cases."""

from base64 import b32encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from wagtail.models import Site

from home.actions.load_demo_booking import load_bookings
from home.actions.load_demo_cases import load_cases
from home.actions.load_demo_organisations import load_organisations
from home.actions.load_demo_pages import load_pages
from home.actions.load_demo_people import load_people
from home.actions.load_demo_quality import load_quality
from home.actions.load_demo_rooms import load_rooms
from home.actions.load_demo_rosters import load_rosters
from home.actions.open_site import open_site
from home.demo import content
from home.models import TenantSettings
from search.index import deferred
from tenants import roles
from tenants.actions.create_division import create_division
from tenants.actions.create_user import create_user
from tenants.actions.enrol_demo_factor import enrol_demo_factor
from tenants.models import Tenant, User
from tenants.scope import in_tenant

PASSWORD = "fengqiao-demo"  # noqa: S105 (printed at every start of the demo)
_SETTINGS = (
    "full_name", "short_name", "organ_code", "site_code", "icp_number", "police_number", "sponsor", "undertaker",
    "address", "phone", "email", "opening_hours", "accent", "elder_default",
)  # fmt: skip


def load_demo(*, progress: Callable[[str], None] = lambda _text: None) -> int:
    """The number of tenants that were made; none on a second call, which only follows a changed port."""
    made = 0
    with deferred():
        for name in (content.UMBRELLA, *content.COUNTIES):
            entry = content.read(name)
            if not Tenant.objects.filter(slug=entry["tenant"]["slug"]).exists():
                progress(entry["tenant"]["name"])
                _load_tenant(entry, umbrella=name == content.UMBRELLA)
                made += 1
    _follow_port()
    load_cases(progress=progress)
    load_bookings()
    load_rosters()
    load_rooms()
    load_quality()
    return made


@transaction.atomic
def _load_tenant(entry: dict[str, Any], *, umbrella: bool) -> None:
    about = entry["tenant"]
    tenant = open_site(
        about["slug"],
        name=about["name"],
        division_code=about["division"],
        parent=Tenant.objects.filter(slug=about["parent"]).first(),
        kind=Tenant.Kind.UMBRELLA if umbrella else Tenant.Kind.COUNTY,
    )
    with in_tenant(tenant):
        values = {name: about[name] for name in _SETTINGS if name in about}
        row = TenantSettings.objects.get(site=tenant.site)
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        for township in entry.get("townships", []):
            create_division(township["code"], township["name"])
            for village in township.get("villages", []):
                create_division(village["code"], village["name"])
        people = {person["username"]: _person(person, tenant) for person in entry.get("people", [])}
        if umbrella:
            load_organisations(entry, tenant)
        else:
            _load_registers(entry, tenant)
        load_pages(entry, tenant, actor=next(iter(people.values()), None))


def _load_registers(entry: dict[str, Any], tenant: Tenant) -> None:
    more, shared = content.read(f"registers/{tenant.slug}"), content.read("registers/shared")
    made = load_organisations(entry, tenant, more=more, texts=shared["texts"])
    load_people(more, shared, tenant, made)


def _person(entry: dict[str, Any], tenant: Tenant) -> User:
    operator = entry.get("platform_operator", False)
    user = create_user(
        entry["username"],
        tenant=tenant,
        actor=None,
        name=entry["name"],
        phone=f"+86{entry['phone']}" if entry.get("phone") else None,
        roles=entry.get("roles", []),
    )
    user.is_platform_operator, user.phone_verified, user.password = operator, True, _hashed()
    user.save(update_fields=["is_platform_operator", "phone_verified", "password"])
    if operator or roles.ALWAYS_SECOND_FACTOR.intersection(entry.get("roles", [])):
        enrol_demo_factor(user, _secret(user.username))
    return user


@cache
def _hashed() -> str:
    """Everybody has the same password; hashing it is made slow on purpose and is done once."""
    return make_password(PASSWORD)


def _secret(username: str) -> str:
    """The same at every start, so that a demo that is loaded anew keeps working with an enrolled telephone."""
    return b32encode(sha256(f"fengqiao demo {username}".encode()).digest()[:20]).decode()


def _follow_port() -> None:
    """Wagtail's links to the live site carry the port of the site's row."""
    for site in Site.objects.exclude(port=settings.PUBLIC_PORT).filter(hostname__endswith=settings.BASE_HOST):
        site.port = settings.PUBLIC_PORT
        site.save()
