"""Why a lawyer must not be given a case: they may be a party, or they or their firm act for the other side.

Somebody is the same person by account, identity number or phone; a body by its name. Names of people alone are no
proof, so they only warn.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from services.cases.guards import conflict_with
from services.cases.models import Case, Handler, Party
from services.cases.suspended import ROLE
from services.directory.models import Lawyer

_OTHER = {Party.Side.APPLICANT: Party.Side.RESPONDENT, Party.Side.RESPONDENT: Party.Side.APPLICANT}


@dataclass(frozen=True)
class Found:
    """By the keys of lawyers: what bars them, and what should be looked at."""

    barred: dict[int, list[str]]
    warnings: dict[int, list[str]]


def conflicts(case: Case, lawyers: Iterable[Lawyer]) -> Found:
    people, found = list(lawyers), Found(defaultdict(list), defaultdict(list))
    parties = list(Party.objects.filter(case=case))
    _may_be_a_party(case, parties, people, found)
    _acts_for_the_other_side(case, parties, people, found)
    return found


def _may_be_a_party(case: Case, parties: list[Party], people: list[Lawyer], found: Found) -> None:
    """`conflict_with` decides; it is asked only about those whom it could mean."""
    names, users = {one.name for one in parties}, {one.user_id for one in parties} - {None}
    for lawyer in people:
        called = str(lawyer.user or lawyer)
        if (lawyer.user_id in users or called in names) and conflict_with(case, lawyer.user_id, called):
            found.barred[lawyer.pk].append(_("与本案当事人可能是同一人，应当回避"))


def _acts_for_the_other_side(case: Case, parties: list[Party], people: list[Lawyer], found: Found) -> None:
    """Legal aid is given to the applicant's side: whoever aids our other side, or acts against our applicant."""
    proven, alike = Q(pk__in=[]), Q(pk__in=[])
    for one in parties:
        if one.side in _OTHER:
            proven |= _same(one) & Q(side=_OTHER[one.side])
            alike |= Q(name=one.name, is_organisation=False, side=_OTHER[one.side])
    others = Party.objects.filter(proven | alike, case__is_open=True).exclude(case=case)
    sure = set(others.filter(proven).values_list("case_id", flat=True))
    working = Handler.objects.filter(
        case__in=others.values("case"), role=ROLE, until=None, lawyer__isnull=False
    ).values_list("case_id", "case__number", "lawyer_id", "lawyer__firm_id")
    for case_pk, number, lawyer_pk, firm in working:
        said = found.barred if case_pk in sure else found.warnings
        for lawyer in people:
            if lawyer.pk == lawyer_pk:
                said[lawyer.pk].append(_own(number, proven=case_pk in sure))
            elif lawyer.firm_id == firm:
                said[lawyer.pk].append(_colleague(number, proven=case_pk in sure))


def _same(one: Party) -> Q:
    found = Q(pk__in=[])
    if one.is_organisation:
        found |= Q(name=one.name, is_organisation=True)
    for mark in ("user_id", "identity_mark", "phone_mark"):
        if getattr(one, mark):
            found |= Q(**{mark: getattr(one, mark)})
    return found


def _own(number: str, *, proven: bool) -> str:
    if proven:
        return _("正在%(number)s中为对方办案") % {"number": number}
    return _("正在%(number)s中办案，那件的当事人与本案对方同名，请核对是不是同一人") % {"number": number}


def _colleague(number: str, *, proven: bool) -> str:
    if proven:
        return _("同一执业机构的律师正在%(number)s中为对方办案") % {"number": number}
    words = _("同一执业机构的律师正在%(number)s中办案，那件的当事人与本案对方同名，请核对")
    return words % {"number": number}
