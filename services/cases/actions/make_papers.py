"""Makes the papers that steps asked for: filled, numbered, with the head of the chain on them."""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import guards, paper_context, signing
from services.cases.actions.afterwards import afterwards
from services.cases.actions.record import append, locked
from services.cases.actors import SYSTEM, Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.guards import AGREEMENT
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
    if wanted.status not in (CasePaper.Status.TO_MAKE, CasePaper.Status.TO_WRITE):
        return wanted
    procedure = declared(case.version)
    seats = paper_context.seats(case, wanted.code)
    paper = issue(
        wanted.code,
        context=paper_context.context(case, procedure, wanted.code, wanted.words),
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
            shown=code in signing.readers(),
            status=_first_status(case, procedure, code),
            wanted_at=now,
        )
        for code in made
    )
    if made:
        afterwards(lambda: _after_commit(case))


def plan_agreement(case: Case, procedure: Procedure, now: datetime) -> None:
    """Where the next step waits for the signed agreement, its paper is laid ready. One that was laid ready earlier
    and left unwritten is taken away: it was settled otherwise."""
    CasePaper.objects.filter(case=case, code=AGREEMENT, status=CasePaper.Status.TO_WRITE, paper=None).delete()
    wanted = any(
        AGREEMENT in way.documents and guards.SIGNED in (*way.guards, *way.guards_any)
        for way in procedure.leaving(case.state)
    )
    if wanted and not CasePaper.objects.filter(case=case, code=AGREEMENT).exclude(
        status=CasePaper.Status.REPLACED
    ):
        want(case, procedure, [AGREEMENT], now)
        CasePaper.objects.filter(case=case, code=AGREEMENT, paper=None).update(
            status=CasePaper.Status.TO_WRITE
        )


def _first_status(case: Case, procedure: Procedure, code: str) -> str:
    waits = paper_context.waits_for_words(case, procedure, code)
    return CasePaper.Status.TO_WRITE if waits else CasePaper.Status.TO_MAKE


def _after_commit(case: Case) -> None:
    with in_tenant(case.tenant):
        make_wanted(case)


@transaction.atomic
def write_paper(
    wanted: CasePaper, words: Mapping[str, str], *, doer: Doer, now: datetime | None = None
) -> CasePaper:
    """Makes the paper with what was written into its places. Raises NotAllowed; NotAccepted when it was made before."""
    case = locked(wanted.case)
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    open_ones = CasePaper.objects.filter(pk=wanted.pk, paper=None).exclude(status=CasePaper.Status.REPLACED)
    wanted = open_ones.first()
    if wanted is None:
        raise NotAccepted(_("这份文书已经制作。要改内容，请先作废，再重新制作。"))
    wanted.words = {key: said for key, said in words.items() if said}
    wanted.save(update_fields=["words"])
    return make_paper(wanted, doer=doer, now=now)


@transaction.atomic
def plan_paper(case: Case, code: str, *, doer: Doer, now: datetime | None = None) -> CasePaper:
    """A paper of the procedure that no step has asked for yet, to be written and made."""
    return _planned(case, code, doer, now or timezone.now())


@transaction.atomic
def make_ahead(case: Case, code: str, *, doer: Doer, now: datetime | None = None) -> CasePaper:
    """The same, made at once from what is known."""
    now = now or timezone.now()
    return make_paper(_planned(case, code, doer, now), doer=doer, now=now)


def _planned(case: Case, code: str, doer: Doer, now: datetime) -> CasePaper:
    case = locked(case)
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    document = declared(case.version).documents.get(code)
    if document is None or document.uploaded:
        raise NotAccepted(_("这个程序没有这种文书。"))
    return CasePaper.objects.create(
        tenant_id=case.tenant_id,
        case=case,
        code=code,
        name=document.name,
        shown=code in signing.readers(),
        status=CasePaper.Status.TO_WRITE,
        wanted_at=now,
    )


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
