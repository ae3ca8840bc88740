"""Who may do what with claims, and which amounts are in order."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from services.subsidies.models import Claim, ClaimLine, PaymentList
from services.subsidies.schemes import Scheme
from tenants import roles
from tenants.models import User
from tenants.queries import live_roles
from tenants.scope import current_tenant

READS = frozenset({roles.CASE_OFFICER, roles.COUNTY_ADMIN, roles.SUPERVISOR})
COMPILES = frozenset({roles.CASE_OFFICER})
APPROVES = frozenset({roles.CASE_OFFICER, roles.COUNTY_ADMIN})
OWN = frozenset({roles.MEDIATOR, roles.LAWYER})


def held(actor: User) -> frozenset[str]:
    return live_roles(actor, current_tenant())


def is_payee(actor: User, claim: Claim) -> bool:
    lines = (claim.payee.lawyer, claim.payee.mediator)
    return any(line is not None and line.user_id == actor.pk for line in lines)


def may_not_approve(actor: User, claim: Claim) -> str:
    """Why not, in words; empty when nothing is in the way."""
    if not APPROVES & held(actor):
        return _("补贴由案件经办人或者县级管理员审核。")
    if claim.compiled_by_id == actor.pk:
        return _("这份申报由您编制，请由别的人审核。")
    if is_payee(actor, claim):
        return _("审核人不审核给自己的补贴。")
    return ""


def may_not_pay(actor: User, payment_list: PaymentList) -> str:
    """Why not, in words; empty when nothing is in the way."""
    if not APPROVES & held(actor):
        return _("发放由案件经办人或者县级管理员登记。")
    if payment_list.made_by_id == actor.pk:
        return _("这张发放表由您编制，请由别的人登记发放。")
    return ""


def misdated(payment_list: PaymentList, paid_on: date, today: date) -> str:
    made = timezone.localdate(payment_list.made_at)
    if paid_on < made:
        return _("发放日期不能早于制表日期%(day)s。") % {"day": made}
    return _("发放日期不能晚于今天。") if paid_on > today else ""


def fault(line: ClaimLine) -> str:
    """What is wrong with the amount of a line, in words."""
    if line.least is None or line.most is None:
        return _("请选择补贴档次。")
    if line.amount is None:
        return _("请填写金额。")
    if line.scheme == Scheme.PETITION and line.settled is None:
        return _("请选择是否达成协议。")
    return out_of_range(line) or _unreasoned(line)


def out_of_range(line: ClaimLine) -> str:
    """A fixed amount may be cut with a reason; of a range only where a petition was not settled."""
    amount, least, most = line.amount, line.least, line.most
    if amount is None:
        return ""
    if least is None or most is None:
        return _("请选择补贴档次。")
    partial = line.scheme == Scheme.PETITION and line.settled is False
    if amount > most:
        return _("不能高于%(most)s元。") % {"most": plain(most)}
    if amount < least < most and not partial:
        return _("不能低于%(least)s元。") % {"least": plain(least)}
    return ""


def needs_no_reason(line: ClaimLine) -> bool:
    """The fixed amount as it is written; arbitrators' classes overlap, so theirs is always told."""
    fixed = line.least is not None and line.least == line.most == line.amount
    return fixed and line.scheme != Scheme.ARBITRATION


def _unreasoned(line: ClaimLine) -> str:
    if line.reason or needs_no_reason(line):
        return ""
    if line.least != line.most or line.amount != line.least:
        return _("金额在幅度内核定，或者与标准不同的，写明理由。")
    if line.scheme == Scheme.ARBITRATION:
        return _("各档条件有交叉，请写明选择这一档的理由。")
    return ""


def plain(amount: Decimal) -> str:
    """500, not 500.00; 512.50 stays."""
    return f"{amount:.2f}".removesuffix(".00")
