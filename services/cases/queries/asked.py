"""What the cases of a person wait for from them, in two words; as many queries for one case as for many."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from services.cases.holders import CITIZEN
from services.cases.models import CasePaper, Message, Party


def asked_of(parties: Iterable[Party]) -> dict[int, str]:
    """By the id of the case. Who only helped to fill in is asked nothing."""
    acting = [party for party in parties if party.case.is_open and party.role != Party.Role.HELPER]
    found = {party.case_id: _("等您办理") for party in acting if party.case.waiting_for == CITIZEN}
    cases = [party.case_id for party in acting]
    questions = Message.objects.filter(case__in=cases, kind=Message.Kind.QUESTION, replies=None)
    found |= dict.fromkeys(questions.values_list("case", flat=True), _("等您回答"))
    seats = {f"party-{key}" for party in acting for key in (party.pk, party.acts_for_id) if key}
    to_sign = CasePaper.objects.filter(
        case__in=cases, status=CasePaper.Status.TO_SIGN, shown=True, paper__isnull=False
    )
    for row in to_sign.select_related("paper").prefetch_related("paper__signatures"):
        signed = {one.seat for one in row.paper.signatures.all()}
        if seats.intersection(seat["code"] for seat in row.paper.seats) - signed:
            found[row.case_id] = _("等您签名")
    return found
