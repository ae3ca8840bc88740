"""Clauses are proposed, worded anew and withdrawn; consents stay with the wording they were given to."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation.actions.agree import consent
from services.mediation.actions.table import at_table, clause_of, outdated
from services.mediation.actions.within import noted
from services.mediation.announce import changed
from services.mediation.bargain import may_withdraw, speaks_for
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Clause, SealedRange, Seat, Wording
from services.mediation.rules import Can

Kind = Clause.Kind
MOST_CLAUSES = 40
MOST_WORDINGS = 200


@transaction.atomic
def propose(kind: str, title: str, text: str, amount: Decimal | None, *, actor: Seat) -> Clause:
    """A money clause may be without an amount at first: the sides find one by talking or by sealed ranges."""
    room, seat = at_table(actor, Can.PROPOSE)
    if kind not in Kind.values:
        raise RoomError(_("没有这样的条款。"))
    if not title.strip():
        raise RoomError(_("请写上这一条的名称。"))
    before = Clause.objects.filter(room=room).aggregate(last=Max("position"))["last"] or 0
    if before >= MOST_CLAUSES:
        raise RoomError(_("条款太多了，请把几条合成一条。"))
    clause = Clause.objects.create(
        tenant_id=room.tenant_id, room=room, position=before + 1, kind=kind, title=title.strip()
    )
    _word(clause, text, amount, seat)
    noted(room, "clause_proposed", by=seat, clause=clause.pk)
    changed(room, "clauses", "paper")
    return clause


@transaction.atomic
def counter(pk: int, version: int, text: str, amount: Decimal | None, *, actor: Seat) -> None:
    """Takes the place of `version`; when somebody else was first, nothing is overwritten."""
    room, seat = at_table(actor, Can.PROPOSE)
    clause = clause_of(room, pk)
    if version >= MOST_WORDINGS:
        raise RoomError(_("这一条改得太多了，请撤回后重新提出。"))
    if not Clause.objects.filter(pk=clause.pk, version=version).update(version=F("version") + 1):
        raise outdated()
    clause.version = version + 1
    _word(clause, text, amount, seat)
    noted(room, "clause_countered", by=seat, clause=clause.pk, version=clause.version)
    changed(room, "clauses", "paper")


@transaction.atomic
def withdraw(pk: int, *, actor: Seat) -> None:
    room, seat = at_table(actor)
    clause = clause_of(room, pk)
    authors = set(Wording.objects.filter(clause=clause).values_list("seat_id", flat=True))
    if not may_withdraw(seat, authors):
        raise NotAllowed(_("只有提出这一条的人可以撤回；别人改过以后，请调解员撤回。"))
    Clause.objects.filter(pk=clause.pk).update(withdrawn_at=timezone.now())
    SealedRange.objects.filter(clause=clause).delete()
    noted(room, "clause_withdrawn", by=seat, clause=clause.pk)
    changed(room, "clauses", "paper")


def _word(clause: Clause, text: str, amount: Decimal | None, seat: Seat) -> None:
    """Whoever proposes as a party, or with a party's special authority, agrees to the own words at once."""
    if clause.kind == Kind.TEXT:
        amount = None
        if not text.strip():
            raise RoomError(_("请写上这一条的内容。"))
    elif amount == 0:
        raise RoomError(_("请填写金额，以元为单位。"))
    wording = Wording.objects.create(
        tenant_id=clause.tenant_id, clause=clause, version=clause.version, text=text.strip(), amount=amount, seat=seat
    )  # fmt: skip
    party = speaks_for(seat)
    if party is not None and not (clause.kind == Kind.MONEY and amount is None):
        consent(wording, party, by=seat)
