"""Covers, in whatever a reader sees of a dossier, who is in it, who handled it and where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from services.cases import masking
from services.cases.models import Case, CaseEvent, Handler, Party
from services.directory.models import OrganisationMember

_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_PHONE = re.compile(r"(?<!\d)(?:\+?86)?1\d{10}(?!\d)")
# A single character would cover half of the text.
_SHORTEST = 2


@dataclass(frozen=True)
class Veil:
    """`names`: what must not be read, and the word that stands for it."""

    names: tuple[tuple[str, str], ...]

    def cover(self, text: str) -> str:
        """Also where a line of a paper ends within a name. Long names first: one may be the beginning of another."""
        if self._pattern is not None:
            text = self._pattern.sub(self._word, text)
        text = _IDENTITY.sub(lambda found: masking.identity(found.group()), text)
        return _PHONE.sub(lambda found: masking.phone(found.group()), text)

    def _word(self, found: re.Match[str]) -> str:
        return f"〔{self._words[''.join(found.group().split())]}〕"

    @cached_property
    def _words(self) -> dict[str, str]:
        return dict(reversed([("".join(name.split()), word) for name, word in self.names]))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        wanted = sorted((name for name in self._words if len(name) >= _SHORTEST), key=len, reverse=True)
        spelled = (r"\s*".join(map(re.escape, name)) for name in wanted)
        return re.compile("|".join(spelled)) if wanted else None


def veil_of(case: Case) -> Veil:
    return Veil(tuple(_people(case)))


def _people(case: Case) -> Iterable[tuple[str, str]]:
    """The first word for a name holds."""
    yield case.number, _("案号")
    handlers = list(
        Handler.objects.filter(case=case).select_related("user", "lawyer__firm", "mediator__organisation")
    )
    for one in handlers:
        named = (
            one.name,
            one.user and one.user.name,
            one.lawyer and one.lawyer.name,
            one.mediator and one.mediator.name,
        )
        yield from ((name, _("承办人")) for name in filter(None, named))
        homes = (one.lawyer and one.lawyer.firm.name, one.mediator and one.mediator.organisation.name)
        yield from ((name, _("承办单位")) for name in filter(None, homes))
    users = [one.user_id for one in handlers if one.user_id]
    members = OrganisationMember.objects.filter(user__in=users).values_list("organisation__name", flat=True)
    yield from ((name, _("承办单位")) for name in members)
    if case.organisation is not None:
        yield case.organisation.name, _("承办单位")
    for party in Party.objects.filter(case=case):
        yield party.name, str(Party.Side(party.side).label)
        yield from ((said, _("地址")) for said in (party.address,) if said)
    staff = CaseEvent.objects.filter(case=case).exclude(actor_name="").order_by()
    yield from ((name, _("工作人员")) for name in staff.values_list("actor_name", flat=True).distinct())
    yield from _named_elsewhere(case)


def _named_elsewhere(case: Case) -> Iterable[tuple[str, str]]:
    """People and offices that were written into fields."""
    for value in case.data.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield one["name"], _("有关人员或单位")
