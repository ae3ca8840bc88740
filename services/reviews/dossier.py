"""A dossier as a reader sees it: what was done and written, without names, numbers and addresses."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from services.cases.models import Case, CaseEvent, CasePaper, Evidence
from services.cases.queries.dossier import missing
from services.cases.queries.filled import Line, filled
from services.cases.queries.procedures import declared
from services.cases.told import told
from services.documents.queries import pdf_of
from services.reviews.blind import Veil, veil_of

# Looks and links are no work on the matter; a code is nobody's business.
_LEFT_OUT = (CaseEvent.Kind.LOOK, CaseEvent.Kind.LINK, CaseEvent.Kind.CODE, CaseEvent.Kind.NOTE)
LONGEST = 60_000


@dataclass(frozen=True)
class Happened:
    at: datetime
    kind: str
    text: str


@dataclass(frozen=True)
class File:
    """`paper` is the key of a paper that can be read as text; none for what somebody brought."""

    name: str
    status: str
    paper: int | None = None


@dataclass(frozen=True)
class Dossier:
    procedure: str
    outcome: str
    title: str
    opened_at: datetime
    closed_at: datetime | None
    applied: list[Line]
    filled: list[Line]
    events: list[Happened]
    files: list[File]
    missing: list[str]

    @property
    def empty(self) -> bool:
        """Brought in from an old register: what there is to read is on paper."""
        return not (self.events or self.files)


def dossier_of(case: Case) -> Dossier:
    veil, procedure = veil_of(case), declared(case.version)
    outcome = procedure.outcomes.get(case.outcome)
    applied = told(case, sensitive=False)
    return Dossier(
        procedure.name,
        outcome.name if outcome else "",
        veil.cover(case.title),
        case.opened_at,
        case.closed_at,
        _covered(applied, veil),
        _covered([line for line in filled(case) if line not in applied], veil),
        [
            Happened(one.at, one.get_kind_display(), veil.cover(one.text))
            for one in case.events.exclude(kind__in=_LEFT_OUT)
        ],
        [*_papers(case), *_material(case, veil)],
        [veil.cover(said) for said in missing(case)],
    )


def text_of(made: CasePaper) -> str:
    """What an issued paper says, covered; empty where its file cannot be read. Raises FileNotFoundError."""
    if made.paper is None:
        return ""
    try:
        pages = PdfReader(io.BytesIO(pdf_of(made.paper))).pages
        said = "\n".join(page.extract_text() for page in pages)
    except (PyPdfError, ValueError, KeyError):
        return ""
    # The code and the head of the chain lead to the number of the case.
    marks = tuple(
        (mark, _("核验码")) for mark in (made.paper.shown_code, made.paper.code, made.paper.head) if mark
    )
    return Veil((*veil_of(made.case).names, *marks)).cover(said[:LONGEST])


def _papers(case: Case) -> Iterable[File]:
    rows = CasePaper.objects.filter(case=case).exclude(status=CasePaper.Status.REPLACED)
    for one in rows:
        yield File(one.name, one.get_status_display(), one.pk if one.paper_id else None)


def _material(case: Case, veil: Veil) -> Iterable[File]:
    """Scans bear names: they are listed and not opened here."""
    for one in Evidence.objects.filter(case=case):
        yield File(veil.cover(one.name), _("当事人或经办人交来的材料"))


def _covered(lines: Iterable[Line], veil: Veil) -> list[Line]:
    return [Line(line.label, veil.cover(line.text)) for line in lines]
