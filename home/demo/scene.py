"""Where the demo's half-years are played: the county, who works there, and the words they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.utils import timezone

from services.calendar.half_years import HalfYear
from services.cases.actors import Doer
from tenants.models import Tenant, User


@dataclass(frozen=True)
class Scene:
    tenant: Tenant
    words: Mapping[str, Any]

    def account(self, role: str) -> User:
        return User.objects.get(username=f"{self.tenant.slug}-{role}")

    def number(self, kind: str, half: HalfYear, key: int) -> str:
        """Of a line of the old register, as the county wrote it."""
        return self.words[kind].format(year=half.since.year, half=half.code[-2:], key=key)

    @cached_property
    def officer(self) -> Doer:
        user = self.account("officer")
        return Doer(str(user), user, frozenset({"case_officer"}))


def at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 20)))
