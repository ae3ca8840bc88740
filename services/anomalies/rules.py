"""Who reads signs of invented cases, and who decides about them."""

from django.utils.translation import gettext as _

from services.anomalies.models import Finding
from services.cases.actors import Doer
from services.cases.models import Case, Handler
from tenants import roles

READS = frozenset({roles.SUPERVISOR, roles.COUNTY_ADMIN})
DECIDES = frozenset({roles.SUPERVISOR})


def refusal(finding: Finding, doer: Doer) -> str:
    """Why this person does not decide about the finding; empty when nothing is in the way."""
    if doer.user is None or not doer.tenant_roles & DECIDES:
        return _("线索由督导核查。")
    if finding.mediator and finding.mediator.user_id == doer.user.pk:
        return _("线索涉及您本人，请由别的督导核查。")
    own = Handler.objects.filter(case__in=finding.cases.values("pk"), user=doer.user)
    return _("线索涉及您办理过的案件，请由别的督导核查。") if own.exists() else ""


def call_refusal(case: Case, doer: Doer) -> str:
    if doer.user is None or not doer.tenant_roles & READS:
        return _("电话回访由督导或者县级管理员安排。")
    own = Handler.objects.filter(case=case, user=doer.user)
    return _("这是您办理过的案件，请由别人回访。") if own.exists() else ""
