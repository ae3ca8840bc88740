"""Makes the papers that steps asked for: filled, numbered, with the head of the chain on them."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import paper_context
from services.cases.actions.afterwards import afterwards
from services.cases.actions.record import append, locked
from services.cases.actors import SYSTEM, Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent, CasePaper
from services.cases.queries.procedures import declared
from services.cases.rules import may_work
from services.cases.wording import on_record
from services.documents.actions.issue import issue
from services.documents.actions.revoke import revoke
from services.documents.errors import PaperError
from services.procedures.spec import Procedure
from tenants.scope import across_tenants, in_tenant

log = logging.getLogger("fengqiao.cases")

MOST_TRIES = 5


@transaction.atomic
def make_paper(wanted: CasePaper, *, doer: Doer = SYSTEM, now: datetime | None = None) -> CasePaper:
    """Idempotent: a paper that was made is returned as it is. Raises PaperError with the template's fault."""
    now, case = now or timezone.now(), locked(wanted.case)
    wanted = CasePaper.objects.select_for_update(of=("self",)).get(pk=wanted.pk)
    if wanted.status != CasePaper.Status.TO_MAKE:
        return wanted
    procedure = declared(case.version)
    seats = paper_context.seats(case, wanted.code)
    paper = issue(
        wanted.code,
        context=paper_context.context(case, procedure, wanted.code),
        actor=doer.user,
        matter_number=case.number,
        subject_label=case.title,
        office=paper_context.office(case),
        kind_name=wanted.name,
        head=case.head,
        seats=seats,
        at=now,
    )
    wanted.paper, wanted.made_at, wanted.error = paper, now, ""
    wanted.status = CasePaper.Status.TO_SIGN if seats else CasePaper.Status.MADE
    wanted.save(update_fields=["paper", "made_at", "error", "status"])
    told = {"paper": paper.code, "pdf_sha256": paper.pdf_sha256, "docx_sha256": paper.docx_sha256}
    text = on_record("制作文书：%(name)s（%(number)s）") % {"name": wanted.name, "number": paper.number}
    append(
        case, CaseEvent.Kind.PAPER, text, doer=doer, code=wanted.code, data=told, shown=wanted.shown, at=now
    )
    return wanted


def want(case: Case, procedure: Procedure, codes: Collection[str], now: datetime) -> None:
    """The papers a step makes, in its transaction; they are made after the commit. Brought ones are not made."""
    made = [code for code in codes if not procedure.documents[code].uploaded]
    CasePaper.objects.bulk_create(
        CasePaper(
            tenant_id=case.tenant_id,
            case=case,
            code=code,
            name=procedure.documents[code].name,
            shown=code in paper_context.readers(),
            wanted_at=now,
        )
        for code in made
    )
    if made:
        afterwards(lambda: _after_commit(case))


def _after_commit(case: Case) -> None:
    with in_tenant(case.tenant):
        make_wanted(case)


@transaction.atomic
def make_ahead(case: Case, code: str, *, doer: Doer, now: datetime | None = None) -> CasePaper:
    """A paper of the procedure before the step that needs it, for example the agreement that is to be signed first."""
    now, case = now or timezone.now(), locked(case)
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    document = declared(case.version).documents.get(code)
    if document is None or document.uploaded:
        raise NotAccepted(_("这个程序没有这种文书。"))
    wanted = CasePaper.objects.create(
        tenant_id=case.tenant_id,
        case=case,
        code=code,
        name=document.name,
        shown=code in paper_context.readers(),
        wanted_at=now,
    )
    return make_paper(wanted, doer=doer, now=now)


@transaction.atomic
def void_paper(made: CasePaper, *, doer: Doer, reason: str, now: datetime | None = None) -> None:
    """Takes a paper out of the case; anybody who checks it is told that it was revoked."""
    case = locked(made.case)
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    if not reason.strip():
        raise NotAccepted(_("请写明作废的原因。"))
    if made.paper is not None:
        revoke(made.paper, actor=doer.user, reason=reason)
    CasePaper.objects.filter(pk=made.pk).update(status=CasePaper.Status.REPLACED)
    text = on_record("作废文书：%(name)s（%(reason)s）") % {"name": made.name, "reason": reason}
    append(case, CaseEvent.Kind.PAPER, text, doer=doer, code=made.code, shown=made.shown)


def make_wanted(case: Case) -> int:
    """Every paper of the case that is still to be made. A fault of one is noted on it and does not keep the others."""
    done = 0
    for wanted in CasePaper.objects.filter(case=case, status=CasePaper.Status.TO_MAKE, tries__lt=MOST_TRIES):
        try:
            make_paper(wanted)
            done += 1
        except PaperError as fault:
            CasePaper.objects.filter(pk=wanted.pk).update(error=str(fault)[:300], tries=F("tries") + 1)
    return done


def make_left_over() -> int:
    """For every county: what a lost process did not get to."""
    with across_tenants(reason="the timetable makes papers that were left over"):
        waiting = CasePaper.objects.filter(status=CasePaper.Status.TO_MAKE, tries__lt=MOST_TRIES)
        cases = list(Case.objects.filter(pk__in=waiting.values("case")).select_related("tenant"))
    done = 0
    for case in cases:
        with in_tenant(case.tenant):
            done += make_wanted(case)
    return done
