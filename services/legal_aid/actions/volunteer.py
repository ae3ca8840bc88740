"""A lawyer asks to be taken into the register of legal aid; the centre answers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.wording import on_record
from services.directory.models import Lawyer
from services.legal_aid import notice_kinds
from services.legal_aid.actions.keep_hours import MINE
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import Volunteer
from services.legal_aid.rules import works_in_the_office
from services.notices.actions.queue import queue
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

State = Volunteer.State


def volunteer(
    lawyer: Lawyer, *, matters: Sequence[str], languages: Sequence[str], about: str, actor: User
) -> Volunteer:
    """Raises NotAllowed and NotAccepted."""
    if lawyer.user_id != actor.pk:
        raise NotAllowed(_("申请由律师本人提出。"))
    if lawyer.aid_roster:
        raise NotAccepted(_("您已在法律援助律师名册里。"))
    try:
        with transaction.atomic():
            return Volunteer.objects.create(
                tenant=current_tenant(), lawyer=lawyer, matters=matters, languages=languages, note=about
            )
    except IntegrityError:
        raise NotAccepted(_("已有一份申请在等待答复。")) from None


@transaction.atomic
def answer_volunteer(
    asked: Volunteer, *, accept: bool, actor: User, answer: str = "", now: datetime | None = None
) -> None:
    """Accepted: the lawyer stands in the register, with what they named added to what stood there."""
    if not works_in_the_office(actor) or asked.lawyer.user_id == actor.pk:
        raise NotAllowed(_("名册由法律援助中心管理。"))
    if not accept and not answer.strip():
        raise NotAccepted(_("不列入名册的，请写明原因。"))
    state = State.ACCEPTED if accept else State.DECLINED
    done = Volunteer.objects.filter(pk=asked.pk, state=State.WAITING).update(
        state=state, answer=answer.strip()[:200], decided_by=actor, decided_at=now or timezone.now()
    )
    if not done:
        raise NotAccepted(_("这份申请已经有人答复了。"))
    asked.state = state
    lawyer = asked.lawyer
    if accept:
        lawyer.aid_roster = True
        lawyer.matters = tuple(dict.fromkeys((*lawyer.matters, *asked.matters)))
        lawyer.languages = tuple(dict.fromkeys((*lawyer.languages, *asked.languages)))
        lawyer.save()
    note(actor, f"volunteer_{state}", lawyer)
    if lawyer.user is not None:
        text = on_record("您参加法律援助的申请：%(said)s") % {
            "said": on_record("已列入名册") if accept else answer.strip()
        }
        queue(notice_kinds.VOLUNTEER.code, to_user=lawyer.user, text=text, link=MINE)
