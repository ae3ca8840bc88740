"""Questions, answers and words between the office and the parties; and notes that only the office reads."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import notice_kinds
from services.cases.actions.record import append, locked
from services.cases.actions.tell import acting, tell_member, tell_parties
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent, Message
from services.cases.rules import may_work
from services.cases.wording import in_chinese, on_record

LONGEST = 2000
FROM_PARTY = frozenset({Message.Kind.ANSWER, Message.Kind.WORD})


@transaction.atomic
def send_message(
    case: Case,
    kind: str,
    text: str,
    *,
    doer: Doer,
    answers: Message | None = None,
    now: datetime | None = None,
) -> Message:
    """Raises NotAllowed, or NotAccepted for an empty or too long text and for an answer to nothing."""
    now, said = now or timezone.now(), text.strip()
    case = locked(case)
    if not may_work(case, doer) or (kind in FROM_PARTY) != (doer.party is not None):
        raise NotAllowed(_("这件案件不由您办理。"))
    if not said or len(said) > LONGEST:
        raise NotAccepted(_("请写1至%(count)s个字。") % {"count": LONGEST})
    if kind == Message.Kind.ANSWER and (answers is None or answers.case_id != case.pk):
        raise NotAccepted(_("没有找到要回答的问题。"))
    message = Message.objects.create(
        tenant_id=case.tenant_id,
        case=case,
        kind=kind,
        text=said,
        answers=answers,
        party=doer.party,
        author=doer.user,
        author_name=doer.name,
        at=now,
    )
    shown = kind != Message.Kind.NOTE
    append(
        case,
        CaseEvent.Kind.MESSAGE if shown else CaseEvent.Kind.NOTE,
        in_chinese(Message.Kind(kind).label),
        doer=doer,
        code=kind,
        shown=shown,
        data={"text": said},
        at=now,
    )
    _tell(case, message)
    return message


def _tell(case: Case, message: Message) -> None:
    if message.kind == Message.Kind.QUESTION:
        words = {"number": case.number}
        tell_parties(notice_kinds.QUESTION, case, words, once=f"question:{message.pk}")
    elif message.kind in FROM_PARTY:
        text = on_record("%(number)s：%(name)s有新的留言。") % {
            "number": case.number,
            "name": message.author_name,
        }
        for user in acting(case, case.turn):
            tell_member(notice_kinds.TURN, case, user, text, once=f"word:{message.pk}:{user.pk}")
