"""Which closed cases are to be paid, and why the others are not."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from services.calendar.periods import Period
from services.cases.models import Case, CaseEvent, Handler
from services.cases.notice_kinds import about as notices_about
from services.cases.queries.procedures import by_digest
from services.cases.settling import TERMS
from services.mediation.models import Room
from services.procedures.spec import Procedure
from services.subsidies import beneath, rates
from services.subsidies.models import ClaimLine
from services.subsidies.queries.found import (
    Found,
    LeftOut,
    Officials,
    Proposal,
    Who,
    lawyer,
    mediator,
    midnight,
    named,
    officials_known,
)
from services.subsidies.queries.rates import needs_review, officials
from services.subsidies.schemes import KINDS, Scheme

# A case that was reviewed late is still paid: so many days before the period are looked through as well.
LOOKED_BACK = 366
# States after which an agreement that was once reached counts for nothing.
_UNDONE = frozenset({"failed", "withdrawn", "returned", "returned_no_consent", "closed_guided", "cancelled"})


def cases_of(scheme: str, period: Period, again: frozenset[int]) -> Proposal:
    kind = KINDS[scheme]
    rows = Case.objects.filter(
        procedure_code__in=kind.procedures,
        is_open=False,
        closed_at__gte=midnight(period.first - timedelta(days=LOOKED_BACK)),
        closed_at__lt=midnight(period.last + timedelta(days=1)),
    )
    standing = _standing(scheme, rows.values("pk"))
    cases = [
        case
        for case in rows.select_related("version").order_by("closed_at", "pk")
        if not standing.get(case.pk, set()) & set(ClaimLine.LIVE)
    ]
    about = _About(scheme, cases)
    found = Proposal()
    for case in cases:
        who = about.who(case)
        why = about.why_not(case, who)
        if why or who is None:
            found.left_out.append(LeftOut(case.number, who.name if who else "", why, case))
        elif ClaimLine.State.CLAWED_BACK in standing.get(case.pk, ()):
            found.left_out.append(LeftOut(case.number, who.name, _("补贴已经追回。"), case))
        elif standing.get(case.pk) and case.pk not in again:
            found.left_out.append(
                LeftOut(case.number, who.name, _("上次申报没有给予补贴。"), case, again=True)
            )
        else:
            found.lines.append(about.line(case, who))
    return found


class _About:
    """Everything that is asked about the cases of a proposal, each with one query for all of them."""

    def __init__(self, scheme: str, cases: list[Case]) -> None:
        keys = [case.pk for case in cases]
        self.scheme, self.kind = scheme, KINDS[scheme]
        self.procedures = by_digest(case.version.digest for case in cases)
        self.handlers = _handlers(keys)
        self.states = _states(keys)
        self.officials = officials_known()
        self.bar = officials(scheme)
        self.review = needs_review(scheme)
        self.passed, self.failed = beneath.passed(keys), beneath.failed(keys)
        ended = Room.objects.filter(about__in=map(notices_about, cases), state=Room.State.ENDED)
        self.rooms = set(ended.values_list("about", flat=True))

    def who(self, case: Case) -> Who | None:
        own = self.handlers.get(case.pk, [])
        return next((who for one in own if (who := _who(one, self.scheme, self.officials))), None)

    def agreed(self, case: Case) -> bool:
        if self.kind.outcomes and self.scheme != Scheme.PETITION:
            return case.outcome in self.kind.outcomes
        return agreed(self.procedures[case.version.digest], case, self.states.get(case.pk, []))

    def why_not(self, case: Case, who: Who | None) -> str:
        """In words; empty when nothing is in the way."""
        return self._not_done(case) or self._not_payable(who) or self._not_reviewed(case)

    def _not_done(self, case: Case) -> str:
        if self.scheme == Scheme.LEGAL_AID:
            return "" if case.outcome in self.kind.outcomes else _("没有以质量合格归档结案。")
        if self.scheme == Scheme.PETITION:
            return "" if case.outcome in self.kind.outcomes else _("案件没有办结归档。")
        return "" if self.agreed(case) else _("没有达成协议的不领补贴。")

    def _not_payable(self, who: Who | None) -> str:
        if who is None:
            return _("没有登记承办人，或者承办人不在名册里。")
        return self.bar.said if who.official and self.bar.barred else ""

    def _not_reviewed(self, case: Case) -> str:
        if case.pk in self.failed:
            return _("案卷评查不合格。")
        return _("案卷还没有经过评查。") if self.review and case.pk not in self.passed else ""

    def line(self, case: Case, who: Who) -> Found:
        bases = rates.paid_for(self.procedures[case.version.digest])
        own = bases if self.scheme in (Scheme.MEDIATION, Scheme.LEGAL_AID) else ()
        settled = self.agreed(case) if self.scheme == Scheme.PETITION else None
        return Found(who, case, remote=notices_about(case) in self.rooms, settled=settled, bases=own)


def agreed(procedure: Procedure, case: Case, states: list[str]) -> bool:
    """By the steps of the case; of one that was brought in from an old register by what it says."""
    reached = {way.to for way in procedure.transitions if TERMS in way.requires} | {"settled"}
    where = max((place for place, state in enumerate(states) if state in reached), default=-1)
    if where >= 0:
        return not _UNDONE.intersection(states[where:])
    return not states and (bool(case.data.get(TERMS)) or case.outcome == "performed")


def _states(keys: list[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    steps = CaseEvent.objects.filter(case__in=keys, kind=CaseEvent.Kind.STEP).order_by("case", "position")
    for key, state in steps.values_list("case", "state"):
        found[key].append(state)
    return found


def _handlers(keys: list[int]) -> Mapping[int, list[Handler]]:
    found: dict[int, list[Handler]] = defaultdict(list)
    rows = Handler.objects.filter(case__in=keys, until=None).select_related("lawyer", "mediator")
    for one in rows.order_by("pk"):
        found[one.case_id].append(one)
    return found


def _who(one: Handler, scheme: str, known: Officials) -> Who | None:
    if scheme == Scheme.ARBITRATION:
        return _line(one, known) or (named(one.name, known) if one.role == "arbitrator" else None)
    if scheme == Scheme.LEGAL_AID and one.lawyer is None:
        return None
    return _line(one, known)


def _line(one: Handler, known: Officials) -> Who | None:
    if one.mediator is not None:
        return mediator(one.mediator, known)
    return lawyer(one.lawyer, known) if one.lawyer is not None else None


def _standing(scheme: str, cases: Any) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    lines = ClaimLine.objects.filter(scheme=scheme, about__in=cases)
    for key, state in lines.values_list("about", "state"):
        found[key].add(state)
    return found
