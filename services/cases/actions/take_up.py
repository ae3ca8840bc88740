"""Opens a further procedure of a case as a case of its own."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases import prefill
from services.cases.actions.open_case import Opened, Opening, PartyData, open_case
from services.cases.actors import Doer
from services.cases.errors import NotAccepted
from services.cases.models import Case, CaseLink, FollowUpOffer, Handler, Party
from services.cases.queries.procedures import in_force


def take_up(offer: FollowUpOffer, *, doer: Doer, now: datetime | None = None) -> Opened:
    """Prefilled, with the same people. Raises NotAccepted when it was taken up before."""
    with transaction.atomic():
        offer = (
            FollowUpOffer.objects.select_for_update(of=("self",))
            .select_related("case__tenant__division")
            .get(pk=offer.pk)
        )
        if offer.opened_id:
            raise NotAccepted(_("这项后续程序已经立案。"))
        first = offer.case
        opened = open_case(
            Opening(
                procedure=offer.procedure_code,
                values=_prefilled(offer),
                parties=[again(party) for party in first.parties.filter(acts_for=None)],
                title=first.title,
                channel=Case.Channel.FOLLOW_UP,
                source="follow_up",
                matter=first.matter,
                amount=first.amount,
                place=first.place,
                organisation=first.organisation,
                parent=first,
            ),
            doer=doer,
            now=now,
        )
        for handler in first.handlers.filter(until=None).exclude(user=None):
            _carry(opened.case, handler)
        FollowUpOffer.objects.filter(pk=offer.pk).update(opened=opened.case)
        CaseLink.objects.create(
            tenant=first.tenant, case=opened.case, other=first, kind=CaseLink.Kind.FOLLOW_UP
        )
        return opened


def _prefilled(offer: FollowUpOffer) -> dict[str, Any]:
    """Fields of the new case from those of the old: the declared ones, every field both know by one name, and what
    storeys above know."""
    old = offer.case.data
    named = {new: old[field] for new, field in offer.prefill.items() if field in old}
    known = in_force(offer.case.tenant, offer.procedure_code).fields
    alike = {code: value for code, value in old.items() if code in known}
    return alike | named | prefill.known(offer.case, offer.procedure_code)


def again(party: Party) -> PartyData:
    return PartyData(
        name=party.name,
        side=party.side,
        role=party.role,
        is_organisation=party.is_organisation,
        identity_number=party.identity_number,
        phone=party.phone,
        address=party.address,
        careful=party.careful,
        reach=party.reach,
        reach_since=party.reach_since,
        reach_until=party.reach_until,
        consent=party.consent,
        user=party.user,
        invited=party.invited_at is not None,
    )


def _carry(case: Case, handler: Handler) -> None:
    handler.pk, handler.case, handler.since = None, case, case.opened_at
    handler._state.adding = True
    handler.save()
