"""Links, splits and merges cases; hands one up to the umbrella and takes it back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.open_case import Opened, Opening, open_case
from services.cases.actions.record import append, locked
from services.cases.actions.take_up import again
from services.cases.actors import SYSTEM, Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent, CaseGrant, CaseLink, Party
from services.cases.rules import may_manage
from services.cases.wording import in_chinese, on_record


@transaction.atomic
def link(
    case: Case,
    other: Case,
    *,
    doer: Doer,
    kind: str = CaseLink.Kind.RELATED,
    note: str = "",
    now: datetime | None = None,
) -> CaseLink:
    """Noted in both cases. Raises NotAllowed; NotAccepted for a case of another county or the case itself."""
    _managed(doer)
    if case.tenant_id != other.tenant_id or case.pk == other.pk:
        raise NotAccepted(_("请选择本县的另一件案件。"))
    first, second = sorted((case, other), key=lambda one: one.pk)  # always in one order: no deadlock
    rows = {one.pk: locked(one) for one in (first, second)}
    made, new = CaseLink.objects.get_or_create(
        tenant_id=case.tenant_id, case=case, other=other, kind=kind, defaults={"note": note[:300]}
    )
    if new:
        for one, far in ((case, other), (other, case)):
            label = in_chinese(CaseLink.Kind(kind).label)
            append(
                rows[one.pk],
                CaseEvent.Kind.LINK,
                f"{label}：{far.number}",
                doer=doer,
                code=kind,
                shown=False,
                at=now,
            )
    return made


def point_to(case: Case, about: Case) -> None:
    """Noted in the complaint alone: who is complained about reads the other case."""
    CaseLink.objects.create(tenant_id=case.tenant_id, case=case, other=about, kind=CaseLink.Kind.RELATED)
    text = on_record("投诉涉及%(number)s") % {"number": about.number}
    append(locked(case), CaseEvent.Kind.LINK, text, doer=SYSTEM, code=CaseLink.Kind.RELATED)


@transaction.atomic
def split(
    case: Case, parties: Collection[Party], *, doer: Doer, reason: str, now: datetime | None = None
) -> Opened:
    """The named parties get a case of their own under today's procedure; they stay in the first one, too."""
    _managed(doer)
    if not parties or any(party.case_id != case.pk for party in parties):
        raise NotAccepted(_("请选择要分出去的当事人。"))
    opened = open_case(
        Opening(
            procedure=case.procedure_code,
            values={
                key: value
                for key, value in case.data.items()
                if key not in ("applicant_name", "respondent_name")
            },
            parties=[again(party) for party in parties],
            title=case.title,
            channel=case.channel,
            source=case.source,
            matter=case.matter,
            place=case.place,
            organisation=case.organisation,
            parent=case,
        ),
        doer=doer,
        now=now,
    )
    link(opened.case, case, doer=doer, kind=CaseLink.Kind.SPLIT, note=reason)
    return opened


@transaction.atomic
def merge(case: Case, into: Case, *, doer: Doer, reason: str) -> CaseLink:
    """`case` is handled together with `into`: its parties join there, and it goes on only as far as its procedure
    lets it be withdrawn or archived. Its papers and evidence stay where they were filed."""
    if not into.is_open or not case.is_open:
        raise NotAccepted(_("已办结的案件不能并案。"))
    made = link(case, into, doer=doer, kind=CaseLink.Kind.MERGED, note=reason)
    known = {(party.name, party.identity_mark) for party in into.parties.all()}
    for party in case.parties.filter(acts_for=None):
        if (party.name, party.identity_mark) not in known:
            party.pk, party.case = None, into
            party._state.adding = True
            party.save()
    return made


@transaction.atomic
def hand_up(case: Case, *, doer: Doer, reason: str, now: datetime | None = None) -> CaseGrant:
    """The umbrella may read the case from now on."""
    _managed(doer)
    case = locked(case)
    above = case.tenant.parent
    if above is None:
        raise NotAccepted(_("本单位没有上级单位。"))
    if not reason.strip():
        raise NotAccepted(_("请写明上报的事由。"))
    made, new = CaseGrant.objects.get_or_create(
        tenant_id=case.tenant_id,
        case=case,
        to=above,
        until=None,
        defaults={"reason": reason[:300], "granted_by": doer.user},
    )
    if new:
        text = on_record("上报%(name)s：%(reason)s") % {"name": above.name, "reason": reason}
        append(case, CaseEvent.Kind.LINK, text, doer=doer, code="hand_up", at=now)
    return made


@transaction.atomic
def take_back(grant: CaseGrant, *, doer: Doer, now: datetime | None = None) -> None:
    _managed(doer)
    case = locked(grant.case)
    if CaseGrant.objects.filter(pk=grant.pk, until=None).update(until=now or timezone.now()):
        append(case, CaseEvent.Kind.LINK, on_record("收回上报"), doer=doer, code="take_back")


def _managed(doer: Doer) -> None:
    if not may_manage(doer):
        raise NotAllowed(_("只有案件经办人可以这样做。"))
