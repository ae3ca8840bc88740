from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.notices import channels
from services.notices.errors import NoticeError
from services.notices.models import Delivery
from services.notices.queries import when_due
from services.notices.rules import looks_after
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def send_again(delivery: Delivery, *, actor: User) -> None:
    """What reached nobody is tried from the start, with all its attempts. Who looks after such words may ask for it.

    Raises NoticeError: for anybody else, where there is still no way to the person, and when it already waits.
    """
    if not looks_after(actor, delivery.tenant):
        raise NoticeError(_("只有县级管理员和督导可以重新发送。"))
    try:
        why = channels.get(delivery.channel).obstacle(delivery.notice)
    except channels.NoWayError as error:
        why = str(error)
    if why:
        raise NoticeError(_("现在还发不出去：%(why)s请改用电话通知。") % {"why": why})
    again = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED).update(
        state=Delivery.State.WAITING, attempts=0, due_at=when_due(delivery.notice, timezone.now()), error=""
    )
    if not again:
        raise NoticeError(_("这一条已经不在未送达的名单里。"))
    note(actor, "notice_sent_again", delivery.notice, method=channels.label_of(delivery.channel))
