"""A consultation becomes a case: an application for legal aid, or a mediation."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.open_case import Opened, Opening, PartyData, open_case
from services.cases.actors import member
from services.cases.models import Case
from services.cases.queries.procedures import in_force
from services.directory.matters import taxonomy
from services.legal_aid.actions.count_question import PROCEDURE as QUESTION
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import Consultation
from services.legal_aid.rules import answers_for, held
from tenants.models import User
from tenants.scope import current_tenant

Answer = Consultation.Answer
PROCEDURES = {Answer.LEGAL_AID: "LA_CASE", Answer.MEDIATION: "PM_GENERAL"}
_CHANNELS = {
    Consultation.Channel.PHONE: Case.Channel.PHONE,
    Consultation.Channel.ONLINE: Case.Channel.ONLINE,
}


@transaction.atomic
def pass_on(asked: Consultation, *, actor: User) -> Opened:
    """Prefilled with what the consultation knows. Raises NotAllowed, NotAccepted, and what opening a case raises."""
    if not answers_for(asked, actor):
        raise NotAllowed(_("这条咨询不由您转办。"))
    asked = Consultation.objects.select_for_update(of=("self",)).select_related("lawyer").get(pk=asked.pk)
    if asked.follow_up_id:
        raise NotAccepted(_("这条咨询已经转办过了。"))
    if asked.answer not in PROCEDURES:
        raise NotAccepted(_("这条咨询不需要转办。"))
    if not (asked.name and asked.phone):
        raise NotAccepted(_("转办要有咨询人的姓名和电话，请先补填。"))
    code = PROCEDURES[asked.answer]
    opened = open_case(
        Opening(
            procedure=code,
            values=_prefilled(asked, code),
            parties=[PartyData(asked.name, phone=asked.phone)],
            title=taxonomy().label(asked.matter) if asked.matter else "",
            channel=_CHANNELS.get(asked.channel, Case.Channel.COUNTER),
            matter=asked.matter,
        ),
        doer=member(actor, None, held(actor)),
    )
    Consultation.objects.filter(pk=asked.pk).update(follow_up=opened.case)
    return opened


def _prefilled(asked: Consultation, code: str) -> dict[str, object]:
    """As a question that came as a case is carried on: what both know, under the names of the new procedure."""
    tenant = current_tenant()
    said = {"visitor_name": asked.name, "applicant_phone": asked.phone, "consult_topic": asked.summary}
    ways = {one.procedure: one.prefill for one in in_force(tenant, QUESTION).follow_ups}
    found = {new: said[old] for new, old in dict(ways.get(code, {})).items() if said.get(old)}
    known = in_force(tenant, code).fields
    if asked.crowd and "crowd_kind" in known:
        found["crowd_kind"] = [asked.crowd]
    return {field: value for field, value in found.items() if field in known}
