"""Puts a signature on a paper of a case: the party on its own page, or at the counter in front of an officer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAllowed
from services.cases.models import Case, CaseEvent, CasePaper, Handler
from services.cases.rules import may_work
from services.cases.wording import in_chinese, on_record
from services.documents.actions.sign import Signing, sign
from services.documents.models import PaperSignature
from services.documents.queries import open_seats
from services.mediation.announce import changed
from services.mediation.models import Room


@transaction.atomic
def sign_paper(
    made: CasePaper, seat: str, signing: Signing, *, doer: Doer, now: datetime | None = None
) -> PaperSignature:
    """Raises NotAllowed, or NotSignableError with the reason. With the last signature the paper counts as signed."""
    case = locked(made.case)
    if made.paper is None or not _may_take(case, seat, signing, doer):
        typed = doer.party is None and signing.method == PaperSignature.Method.TYPED
        raise NotAllowed(
            _("不能替别人输入姓名。请本人手写签名，或者上传本人签字的照片。")
            if typed
            else _("这个位置不由您签名。")
        )
    signature = sign(made.paper, seat, signing, actor=doer.user, at=now)
    words = {
        "name": made.name,
        "who": signature.name,
        "method": in_chinese(PaperSignature.Method(signing.method).label),
    }
    told = {
        "seat": seat,
        "method": signing.method,
        "pdf_sha256": signature.pdf_sha256,
        "paper": made.paper.code,
    }
    text = on_record("%(who)s签署《%(name)s》（%(method)s）") % words
    append(case, CaseEvent.Kind.SIGNED, text, doer=doer, code=made.code, data=told, shown=made.shown, at=now)
    if not open_seats(made.paper):
        CasePaper.objects.filter(pk=made.pk).update(status=CasePaper.Status.SIGNED)
    for room in Room.objects.filter(paper=made.paper):
        changed(room, "paper")
    return signature


def _may_take(case: Case, seat: str, signing: Signing, doer: Doer) -> bool:
    """A party signs for itself, and its agent for it; who works on the case signs their own seat, and lets others sign
    in front of them: by hand on the screen or on paper, never by typing a name for somebody else."""
    if own_seat(case, seat, doer):
        return doer.party is not None or may_work(case, doer)
    if doer.party is not None or not may_work(case, doer):
        return False
    if seat.startswith("handler-") and doer.user is not None:
        return signing.method == PaperSignature.Method.PHOTO
    return signing.method != PaperSignature.Method.TYPED


def own_seat(case: Case, seat: str, doer: Doer) -> bool:
    kind, _dash, key = seat.partition("-")
    if doer.party is not None:
        return kind == "party" and key in (str(doer.party.pk), str(doer.party.acts_for_id))
    if kind != "handler" or doer.user is None or not key.isdigit():
        return False
    return Handler.objects.filter(case=case, pk=key, user=doer.user).exists()
