"""Binds the file of a case: cover, catalogue with page numbers, every piece in the official order, one PDF."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import SYSTEM, Doer
from services.cases.errors import NotAllowed
from services.cases.models import Case, CaseEvent, Dossier
from services.cases.paper_context import office
from services.cases.queries.dossier import missing, pieces
from services.cases.queries.procedures import declared
from services.cases.rules import may_work
from services.cases.wording import on_record
from services.documents.bundle import volume
from tenants.scope import in_tenant


@transaction.atomic
def build_dossier(case: Case, *, doer: Doer = SYSTEM, now: datetime | None = None) -> Dossier:
    """Also before the end, as it stands; what is missing is named in it."""
    now, case = now or timezone.now(), locked(case)
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    lacking = missing(case)
    pdf, catalogue = volume(
        on_record("卷宗"), _cover(case, now), [(one.name, one.content(), one.mime) for one in pieces(case)]
    )
    dossier = Dossier(
        tenant_id=case.tenant_id,
        case=case,
        sha256=sha256(pdf).hexdigest(),
        pages=sum(entry.pages for entry in catalogue),
        catalogue=[[entry.name, entry.first_page, entry.pages] for entry in catalogue],
        missing=lacking,
        head=case.head,
        built_by=doer.user,
        built_at=now,
    )
    dossier.pdf.save(f"{case.pk}-{case.event_count}.pdf", ContentFile(pdf), save=False)
    dossier.save()
    told = {"sha256": dossier.sha256, "pages": dossier.pages, "missing": lacking}
    text = on_record("成卷：%(count)s件，%(pages)s页") % {"count": len(catalogue), "pages": dossier.pages}
    append(case, CaseEvent.Kind.PAPER, text, doer=doer, code="dossier", data=told, shown=False, at=now)
    return dossier


def bind_after_commit(case: Case) -> None:
    """A case that ends is bound. Should that fail, the case has still ended, and its page offers to bind it."""
    with in_tenant(case.tenant):
        build_dossier(case)


def _cover(case: Case, now: datetime) -> dict[str, str]:
    procedure = declared(case.version)
    outcome = procedure.outcomes.get(case.outcome)
    handlers = "、".join(one.name for one in case.handlers.filter(until=None))
    return {
        on_record("案号"): case.number,
        on_record("案件类别"): procedure.name,
        on_record("案由"): case.title,
        on_record("当事人"): "、".join(party.name for party in case.parties.all()),
        on_record("承办机构"): office(case),
        on_record("承办人"): handlers,
        on_record("登记日期"): f"{timezone.localdate(case.opened_at):%Y-%m-%d}",
        on_record("办结日期"): f"{timezone.localdate(case.closed_at):%Y-%m-%d}" if case.closed_at else "",
        on_record("处理结果"): outcome.name if outcome else procedure.by_state[case.state].name,
        on_record("成卷日期"): f"{timezone.localdate(now):%Y-%m-%d}",
    }
