"""Which form a kind has now, which papers a matter has, what a file says. Nothing here writes."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from services.documents.library import GENERAL, shipped
from services.documents.models import DocumentTemplate, Paper
from services.documents.store import opened
from services.documents.word import template


@dataclass(frozen=True)
class Chosen:
    """The Word file that fills a paper of a kind. `own`: the office's; otherwise the shipped form."""

    content: bytes
    title: str
    own: DocumentTemplate | None = None

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def template_of(kind: str, *, name: str = "") -> Chosen:
    """A kind without a form of its own is filled on the general one, under the name it is given."""
    form = shipped().get(kind) or shipped()[GENERAL]
    title = name or (form.title if form.kind == kind else kind)
    own = DocumentTemplate.objects.filter(kind=kind, active=True).first()
    return Chosen(opened(own.file) if own else template(form), title, own)


def own_templates() -> dict[str, DocumentTemplate]:
    """The office's own files that are in use, by kind."""
    return {
        row.kind: row for row in DocumentTemplate.objects.filter(active=True).select_related("uploaded_by")
    }


def shipped_template(kind: str) -> bytes:
    return template(shipped().get(kind) or shipped()[GENERAL])


def papers_of(matter_number: str) -> QuerySet[Paper]:
    """In the order of issue."""
    found = Paper.objects.filter(matter_number=matter_number)
    return found.prefetch_related("signatures").order_by("issued_at", "pk")


def by_code(code: str) -> Paper | None:
    return Paper.objects.select_related("replaced_by").filter(code=code).first()


def pdf_of(paper: Paper) -> bytes:
    """The signed copy where everybody has signed, else the paper as issued."""
    return opened(paper.signed_pdf if paper.signed_sha256 else paper.pdf)


def issued_pdf_of(paper: Paper) -> bytes:
    return opened(paper.pdf)


def docx_of(paper: Paper) -> bytes:
    return opened(paper.docx)


def open_seats(paper: Paper) -> list[dict[str, str]]:
    """Who has not signed yet."""
    taken = set(paper.signatures.values_list("seat", flat=True))
    return [seat for seat in paper.seats if seat["code"] not in taken]
