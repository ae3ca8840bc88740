"""A party says yes to a wording, or no longer; by itself or through an agent with special authority."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.mediation.actions.table import at_table, clause_of, newest_of, party_of, settled
from services.mediation.actions.within import noted
from services.mediation.announce import changed
from services.mediation.errors import RoomError
from services.mediation.models import Clause, Consent, SealedRange, Seat, Wording


@transaction.atomic
def agree(pk: int, version: int, *, actor: Seat) -> None:
    """Only to what is on the table now: a yes to older words is refused, not carried over."""
    room, seat = at_table(actor)
    party, clause = party_of(seat), clause_of(room, pk)
    wording = newest_of(clause, version)
    if clause.kind == Clause.Kind.MONEY and wording.amount is None:
        raise RoomError(_("这一条还没有金额，有了金额再同意。"))
    if consent(wording, party, by=seat):
        if settled(clause):
            SealedRange.objects.filter(clause=clause).delete()
        noted(room, "clause_agreed", by=seat, clause=clause.pk, version=version, party=party.pk)
        changed(room, "clauses", "paper")


@transaction.atomic
def take_back(pk: int, version: int, *, actor: Seat) -> None:
    room, seat = at_table(actor)
    party, clause = party_of(seat), clause_of(room, pk)
    taken, _rows = Consent.objects.filter(wording=newest_of(clause, version), seat=party).delete()
    if taken:
        noted(room, "clause_taken_back", by=seat, clause=clause.pk, version=version, party=party.pk)
        changed(room, "clauses", "paper")


def consent(wording: Wording, party: Seat, *, by: Seat) -> bool:
    """False when the party had agreed before. In the caller's transaction."""
    _consent, new = Consent.objects.get_or_create(
        wording=wording, seat=party, defaults={"tenant_id": wording.tenant_id, "by": by}
    )
    return new
