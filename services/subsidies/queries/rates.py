"""What is paid in this county: by the documents, and where they leave it open by the county's own rates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from services.cases.queries.procedures import in_force
from services.procedures.spec import Procedure
from services.procedures.terms import Basis
from services.subsidies import rates
from services.subsidies.models import Rate, SchemeRule
from services.subsidies.schemes import KINDS, NO_TIER, Scheme
from tenants.models import Tenant
from tenants.scope import current_tenant


@dataclass(frozen=True)
class Choice:
    """A class that a line may take. The same figure twice is no range."""

    code: str
    name: str
    least: Decimal
    most: Decimal
    tier: str
    bases: tuple[Basis, ...]
    note: str = ""

    @property
    def ranges(self) -> bool:
        return self.least != self.most


def here() -> Tenant:
    tenant = current_tenant()
    if tenant is None:
        raise RuntimeError("Subsidies are a county's.")
    return tenant


def procedure() -> Procedure:
    return in_force(here(), rates.CLAIM)


def offers(scheme: str = "") -> list[rates.Offer]:
    found = rates.offers(procedure(), here().division.code)
    return [one for one in found if scheme in ("", one.scheme)]


def own(on: date) -> list[Rate]:
    return list(Rate.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on))


def choices(scheme: str, on: date) -> list[Choice]:
    """Those of the documents first. Nothing when nobody has written what is paid."""
    stated = [
        Choice(one.code, one.name, Decimal(one.least), Decimal(one.most), one.tier, one.bases, one.note)
        for one in offers(scheme)
        if one.least is not None and one.most is not None
    ]
    return stated + [
        Choice(f"county-{one.pk}", one.name, one.least, one.most, NO_TIER, (basis_of(one),), one.note)
        for one in own(on)
        if one.scheme == scheme and one.least is not None and one.most is not None
    ]


def rise(scheme: str, on: date) -> Rate | None:
    """By how much a case mediated by video is paid higher."""
    return next((one for one in own(on) if one.scheme == scheme and one.percent), None)


def basis_of(rate: Rate) -> Basis:
    return Basis(rate.document_number, rate.clause)


def rules() -> dict[str, SchemeRule]:
    return {rule.scheme: rule for rule in SchemeRule.objects.prefetch_related("rosters")}


def needs_review(scheme: str) -> bool:
    rule = rules().get(scheme)
    return rule.needs_review if rule else KINDS[scheme].reviewed


@dataclass(frozen=True)
class Bar:
    """Whether officials are paid under a scheme; `said` is the rule in words where they are not."""

    barred: bool
    said: str = ""


def officials(scheme: str) -> Bar:
    if KINDS[scheme].officials_barred:
        bases = rates.officials_barred(procedure(), here().division.code)
        return Bar(True, _("公职人员办理信访案件不领补助。") + _said(bases))
    rule = rules().get(scheme)
    if rule and rule.bars_officials:
        return Bar(True, _("本县规定公职人员不领取（%(basis)s）。") % {"basis": rule.basis})
    return Bar(False)


def _said(bases: Iterable[Basis]) -> str:
    told = "、".join(f"{one.document_number} {one.clause}" for one in bases)
    return f"（{told}）" if told else ""


@dataclass(frozen=True)
class Chart:
    """One scheme as the page of rates shows it."""

    scheme: Scheme
    offers: list[rates.Offer]
    own: list[Rate]
    cycle: str
    cycle_bases: tuple[Basis, ...]

    @property
    def is_open(self) -> bool:
        return all(one.is_open for one in self.offers) and not any(one.least is not None for one in self.own)


def charts(on: date) -> list[Chart]:
    declared, stated, entered = procedure(), offers(), own(on)
    return [
        Chart(
            scheme,
            [one for one in stated if one.scheme == scheme],
            [one for one in entered if one.scheme == scheme],
            *rates.cycle(declared, scheme),
        )
        for scheme in Scheme
    ]
