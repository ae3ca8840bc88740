from django.db import transaction
from django.utils.translation import gettext as _

from services.subsidies.errors import NotAllowed, NotInOrder
from services.subsidies.models import PaymentList, PaymentRow
from services.subsidies.rules import APPROVES, held
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def export_list(payment_list: PaymentList, *, actor: User, reason: str) -> list[PaymentRow]:
    """The rows with whole account numbers, for the bank. Journalled before they leave."""
    if not APPROVES & held(actor):
        raise NotAllowed(_("银行发放表由案件经办人或者县级管理员导出。"))
    if not reason.strip():
        raise NotInOrder(_("请写明导出的用途。"))
    rows = list(payment_list.rows.all())
    note(actor, "subsidies_exported", payment_list, reason=reason.strip()[:200], count=len(rows))
    return rows
