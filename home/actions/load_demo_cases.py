"""The demo's cases, told day by day, so that numbers, chains and clocks are as they would have been."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from home.actions.play_demo_case import KNOWN_CODE, Act, Stage, play
from home.demo import content
from home.demo.days import Days
from services.cases.actions.afterwards import left_for_later
from services.cases.actions.meet_deadlines import meet_deadlines
from services.cases.models import Case
from services.notices.models import Delivery, Notice
from tenants import codes
from tenants.models import Membership, Tenant, User
from tenants.scope import in_tenant

# Older words to people would fill everybody's list on the first day.
NEWS = timedelta(days=3)


def read(name: str) -> list[dict[str, Any]]:
    with (content.FOLDER / "cases" / f"{name}.toml").open("rb") as file:
        return list(tomllib.load(file)["cases"])


def load_cases(now: datetime | None = None, *, progress: Callable[[str], None] = lambda _text: None) -> int:
    """How many counties got their cases: none where there are any. Few papers are made; the rest are left."""
    days, made = Days(now or timezone.now()), 0
    for name in content.COUNTIES:
        tenant = Tenant.objects.select_related("division").get(slug=name)
        with in_tenant(tenant):
            if not Case.objects.exists():
                progress(content.CASES_OF % tenant.name)
                _load(tenant, days)
                made += 1
    return made


def known_number(tenant: Tenant) -> str:
    """The number of the case that KNOWN_CODE opens; empty where there is none. Inside the tenant's scope."""
    cases = Case.objects.order_by("pk").values_list("number", "lookup_hash")
    return next((number for number, mark in cases if mark == codes.hashed(number, KNOWN_CODE)), "")


@transaction.atomic
def _load(tenant: Tenant, days: Days) -> None:
    stage = Stage(tenant, days, _cast(tenant))
    recent = 0
    with left_for_later():
        for at, key, act in _in_order(read(tenant.slug), days):
            if at < days.now - NEWS:
                recent = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            play(stage, key, act, at)
        meet_deadlines(days.now)
    Notice.objects.filter(pk__lte=recent).delete()
    Delivery.objects.all().delete()


def _in_order(entries: list[dict[str, Any]], days: Days) -> Iterator[tuple[datetime, str, Act]]:
    """Every act of every case by its moment; within a case in the order it is written."""
    acts: list[tuple[datetime, int, int, str, Act]] = []
    for place, entry in enumerate(entries):
        at = days.moment(entry["day"], place * 37)
        acts.append((at, place, 0, entry["key"], {"open": entry}))
        for turn, act in enumerate(entry.get("story", []), 1):
            at = max(at + timedelta(minutes=1), days.moment(act["day"], place * 37 + turn * 11))
            acts.append((min(at, days.now), place, turn, act.get("case", entry["key"]), act))
    for at, _place, _turn, key, act in sorted(acts, key=lambda one: one[:3]):
        yield at, key, act


def _cast(tenant: Tenant) -> dict[str, tuple[User, frozenset[str]]]:
    held: dict[int, set[str]] = {}
    for user, role in Membership.objects.values_list("user", "role"):
        held.setdefault(user, set()).add(role)
    people = User.objects.filter(username__startswith=f"{tenant.slug}-")
    return {
        user.username.removeprefix(f"{tenant.slug}-"): (user, frozenset(held.get(user.pk, ())))
        for user in people
    }
