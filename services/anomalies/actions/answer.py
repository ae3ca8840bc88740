"""What a supervisor makes of a finding. No other action of the program follows from it by itself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.anomalies.models import Finding, FindingNote
from services.anomalies.rules import refusal
from services.cases.actions.open_case import Opening, open_case
from services.cases.actions.relate import point_to
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed, Overtaken
from services.cases.lines import COMPLAINED, line
from services.cases.models import Case
from services.cases.wording import on_record
from tenants.journal import note

SHORTEST = 10
TOO_SHORT = gettext_lazy("请写明怎么核实的，至少10个字。")
# A complaint names so many of the cases; the rest stands in the finding.
MOST_NAMED = 20


@transaction.atomic
def answer(
    finding: Finding, state: str, text: str, *, doer: Doer, seen: str = "", now: datetime | None = None
) -> FindingNote:
    """`seen`: the state the person had before them. Raises NotAllowed, NotAccepted, Overtaken.

    Passed on, it becomes a complaint, which runs through its own procedure.
    """
    now, said = now or timezone.now(), text.strip()
    if why := refusal(finding, doer):
        raise NotAllowed(why)
    if state not in Finding.State.values or len(said) < SHORTEST:
        raise NotAccepted(str(TOO_SHORT))
    before = seen or finding.state
    rows = Finding.objects.filter(pk=finding.pk, state=before)
    if before == Finding.State.PASSED_ON == state or not rows.update(state=state):
        raise Overtaken(_("这条线索刚刚被别人更新，请刷新后再看。"))
    finding.refresh_from_db()
    made = FindingNote.objects.create(
        tenant_id=finding.tenant_id,
        finding=finding,
        state=state,
        text=said,
        actor=doer.user,
        actor_name=doer.name,
        at=now,
    )
    note(doer.user, "finding_answered", finding, standing=finding.get_state_display())
    if state == Finding.State.PASSED_ON and finding.complaint_id is None:
        finding.complaint = _pass_on(finding, said, doer, now)
        finding.save(update_fields=["complaint"])
    return made


def _pass_on(finding: Finding, said: str, doer: Doer, now: datetime) -> Case:
    cases = list(finding.cases.order_by("pk"))
    about = finding.mediator or finding.organisation
    place = finding.mediator.organisation.name if finding.mediator else ""
    words = {
        "reason": finding.reason,
        "said": said,
        "numbers": "、".join(one.number for one in cases[:MOST_NAMED]),
    }
    values = {
        "complaint_field": "mediation",
        "complaint_target": f"{about.name}（{place}）"
        if about and place
        else about.name
        if about
        else on_record("待查"),
        "complaint_content": on_record(
            "督导核查异常线索后移交。%(reason)s核查情况：%(said)s涉及案件：%(numbers)s"
        )
        % words,
        "found_by": "dossier" if finding.kind == "copied" else "spot_check",
    }
    if about is not None:
        values[COMPLAINED] = line(about._meta.model_name or "", about.pk)
    opened = open_case(
        Opening("COMPLAINT", values, title=on_record("异常线索移交"), channel=Case.Channel.TRANSFERRED),
        doer=doer,
        now=now,
    )
    for one in cases[:MOST_NAMED]:
        point_to(opened.case, one)
    return opened.case
