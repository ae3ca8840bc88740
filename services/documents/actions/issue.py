from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.documents import dates
from services.documents.codes import new_code
from services.documents.errors import PaperError, TemplateFaultyError
from services.documents.fill import FillingError
from services.documents.foot import foot_of
from services.documents.models import Paper
from services.documents.press import PressError
from services.documents.queries import template_of
from services.documents.reading import ReadingError
from services.documents.setting import Files, set_paper
from services.documents.store import sealed
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.scope import current_tenant

_LAST = 999
_ATTEMPTS = 3


@dataclass(frozen=True)
class Seat:
    """Who is to sign: `code` names the seat in this paper, `label` the capacity (申请人, 调解员), `name` the person."""

    code: str
    label: str
    name: str


def issue(  # noqa: PLR0913 (what stands on a paper is told one by one)
    kind: str,
    *,
    context: Mapping[str, Any],
    actor: User | None,
    matter_number: str,
    subject_label: str,
    office: str,
    kind_name: str = "",
    number: str = "",
    head: str = "",
    seats: Sequence[Seat] = (),
    replaces: Paper | None = None,
    at: datetime | None = None,
) -> Paper:
    """Fills the form of the kind, keeps both files and gives the paper its code. Who may is the caller's to decide.

    `context`: codes of library/vocabulary.toml; `field` maps the codes of the case's fields to what people read.
    `head`: the end of the case's chain of events. `replaces`: the paper that loses its force to this one.
    `at`: the moment of issue, where the caller's own record of it must say the same.
    """
    if len({seat.code for seat in seats}) != len(seats):
        raise ValueError("Two seats with one code.")
    chosen, tenant = template_of(kind, name=kind_name), current_tenant()
    for attempt in range(_ATTEMPTS):
        paper = Paper(
            tenant=tenant, code=new_code(), kind=kind, kind_name=chosen.title,
            number=number or _next_number(matter_number), matter_number=matter_number,
            subject_label=subject_label, office=office, issued_at=at or timezone.now(), issued_by=actor, head=head,
            seats=[asdict(seat) for seat in seats], template_digest=chosen.digest,
        )  # fmt: skip
        files = _files(paper, chosen.content, context, tenant)
        try:
            _write(paper, files, actor, replaces)
        except IntegrityError:
            # Another paper of this matter took the number meanwhile.
            if number or attempt + 1 == _ATTEMPTS:
                raise
        else:
            break
    return paper


@transaction.atomic
def _write(paper: Paper, files: Files, actor: User | None, replaces: Paper | None) -> None:
    _keep(paper, files)
    note(actor, "paper_issued", paper, code=paper.shown_code)
    if replaces is not None:
        _replace(replaces, paper, actor)


def _next_number(matter_number: str) -> str:
    issued = Paper.objects.filter(matter_number=matter_number).values_list("number", flat=True)
    taken = set(issued)
    return next(
        number
        for count in range(len(taken) + 1, _LAST)
        if (number := f"{matter_number}-{count:02}") not in taken
    )


def _files(paper: Paper, template: bytes, context: Mapping[str, Any], tenant: Tenant) -> Files:
    at = timezone.localtime(paper.issued_at)
    whole = {
        "number": paper.matter_number, "paper_number": paper.number, "paper_title": paper.kind_name,
        "office": paper.office, "subject": paper.subject_label, "date": dates.plain(at.date()),
        "han_date": dates.in_han(at.date()), **context,
    }  # fmt: skip
    try:
        return set_paper(
            template, whole, paper.seats, title=paper.kind_name, foot=foot_of(paper, tenant), at=at
        )
    except (FillingError, ReadingError, PressError) as error:
        raise TemplateFaultyError(
            _("文书“%(kind)s”的模板不能填写：%(why)s") % {"kind": paper.kind_name, "why": error}
        ) from error


def _keep(paper: Paper, files: Files) -> None:
    paper.spots = files.spots
    paper.docx_sha256, paper.pdf_sha256 = sha256(files.docx).hexdigest(), sha256(files.pdf).hexdigest()
    paper.docx.save(f"{paper.code}.docx", sealed(files.docx), save=False)
    paper.pdf.save(f"{paper.code}.pdf", sealed(files.pdf), save=False)
    paper.save()


def _replace(old: Paper, new: Paper, actor: User | None) -> None:
    """One of two that replace the same paper wins."""
    changed = Paper.objects.filter(pk=old.pk, replaced_by=None, revoked_at=None).update(replaced_by=new)
    if not changed:
        raise PaperError(_("这份文书已经撤销或者替换过，请重新打开。"))
    note(actor, "paper_replaced", old, by=new.number)
