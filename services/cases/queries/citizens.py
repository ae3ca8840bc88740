"""What a person finds of their own: by account, by verified phone, by number and code."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from services.cases import lookup
from services.cases.models import Case, Party, Receipt
from services.cases.models.receipt import CODE_SHOWN
from tenants.cipher import fingerprint, unseal
from tenants.models import User

# A county has no more series of case numbers than this.
MOST_SERIES = 20


def own_parties(user: User) -> QuerySet[Party]:
    """The newest case first; each party with its case and who looks after it."""
    found = Party.objects.filter(user=user).select_related("case__version", "case__organisation")
    return found.order_by("-case__opened_at", "-case__pk", "pk")


def claimable(user: User) -> QuerySet[Party]:
    """Parties with the account's verified phone that belong to no account yet.

    Nobody is offered a case of a person who asked for care: the phone may be in other hands. The other side is
    offered it only after whoever handles the case has invited it.
    """
    if not (user.phone and user.phone_verified):
        return Party.objects.none()
    theirs = Q(side=Party.Side.APPLICANT) | Q(invited_at__isnull=False)
    found = Party.objects.filter(theirs, user=None, careful="", phone_mark=fingerprint(user.phone))
    return found.exclude(case__parties__user=user).select_related("case").order_by("-case__opened_at", "pk")


def by_code(number: str, code: str) -> Case | None:
    """Year and number are enough beside the right code. One question, whatever of the two was wrong."""
    start, end = lookup.edges(number)
    found = Case.objects.filter(number__startswith=start, number__endswith=end)
    return next((case for case in found[:MOST_SERIES] if lookup.opens(case, code)), None)


def receipt_of(owners: Collection[str], token: str) -> Receipt | None:
    found = Receipt.objects.filter(owner__in=owners, token=token, case__isnull=False)
    return found.select_related("case__version", "case__organisation").first()


def code_of(receipt: Receipt, now: datetime | None = None) -> str:
    """Empty when the minutes in which it is shown are over."""
    young = (now or timezone.now()) - receipt.made_at <= CODE_SHOWN
    return unseal(receipt.sealed_code) if young and receipt.sealed_code else ""


def main_party(case: Case) -> Party | None:
    """In whose place the holder of the lookup code acts: the first of those who applied, else the first there is."""
    people = list(case.parties.filter(acts_for=None).order_by("pk"))
    return next(
        (party for party in people if party.side == Party.Side.APPLICANT), people[0] if people else None
    )
