"""What belongs into the file of a case, in the official order, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.models import Case, CaseEvent, CasePaper, Evidence
from services.cases.queries.procedures import declared
from services.documents.queries import pdf_of
from services.procedures.spec import Procedure

PDF = "application/pdf"
# Made by binding itself.
COVER = "dossier_cover"


@dataclass(frozen=True)
class Piece:
    """One paper or one file. `content` reads its bytes when it is needed."""

    name: str
    mime: str
    paper: CasePaper | None = None
    evidence: Evidence | None = None

    def content(self) -> bytes:
        if self.paper is not None and self.paper.paper is not None:
            return pdf_of(self.paper.paper)
        if self.evidence is None:
            raise ValueError(self.name)
        with self.evidence.file.open("rb") as opened:
            return bytes(opened.read())


def pieces(case: Case) -> list[Piece]:
    """First what the procedure's dossier names, in its order; then the other papers, then the other material."""
    procedure = declared(case.version)
    papers = [one for one in _papers(case) if one.paper is not None and one.code != COVER]
    material = list(Evidence.objects.filter(case=case))
    order = {code: place for place, code in enumerate(procedure.dossier)}
    last = len(order)
    found = [
        *((order.get(one.code, last), 0, one.pk, Piece(one.name, PDF, paper=one)) for one in papers),
        *(
            (order.get(one.code, last), 1, one.pk, Piece(_named(procedure, one), one.mime, evidence=one))
            for one in material
        ),
    ]
    return [piece for *_order, piece in sorted(found, key=lambda row: row[:3])]


def missing(case: Case) -> list[str]:
    """Papers that a step taken demands and that are not there, or that wait for a signature; by name, with the why."""
    procedure = declared(case.version)
    steps = CaseEvent.objects.filter(case=case, kind=CaseEvent.Kind.STEP).values_list("code", flat=True)
    demanded = [
        code
        for step in steps
        if step in procedure.by_transition
        for code in procedure.by_transition[step].documents
    ]
    papers = {one.code: one.status for one in _papers(case)}
    brought = set(Evidence.objects.filter(case=case).exclude(code="").values_list("code", flat=True))
    return [
        said
        for code in dict.fromkeys(demanded)
        if (said := _lack(procedure, code, papers.get(code), brought))
    ]


def export(case: Case) -> dict[str, Any]:
    """Everything about the case as plain data, for another system; files are named by their SHA-256."""
    procedure = declared(case.version)
    return {
        "number": case.number,
        "procedure": {"code": case.procedure_code, "name": procedure.name, "version": case.version.digest},
        "title": case.title,
        "state": {"code": case.state, "name": procedure.by_state[case.state].name},
        "outcome": case.outcome,
        "opened_at": _at(case.opened_at),
        "closed_at": _at(case.closed_at),
        "channel": case.channel,
        "matter": case.matter,
        "organisation": case.organisation.name if case.organisation else "",
        "data": case.data,
        "parties": [
            {
                "name": one.name,
                "side": one.side,
                "role": one.role,
                "identity_number": one.identity_number,
                "phone": one.phone,
                "address": one.address,
            }
            for one in case.parties.all()
        ],
        "handlers": [{"role": one.role, "name": one.name} for one in case.handlers.all()],
        "papers": [
            {
                "code": one.code,
                "name": one.name,
                "status": one.status,
                "sha256": one.paper.pdf_sha256 if one.paper else "",
            }
            for one in _papers(case)
        ],
        "evidence": [
            {"name": one.name, "mime": one.mime, "size": one.size, "sha256": one.sha256}
            for one in case.evidence.all()
        ],
        "events": list(_events(case)),
        "head": case.head,
    }


def _events(case: Case) -> Iterator[dict[str, Any]]:
    for event in case.events.all():
        yield {
            "position": event.position,
            "at": _at(event.at),
            "kind": event.kind,
            "code": event.code,
            "text": event.text,
            "origin": event.origin,
            "state": event.state,
            "actor": event.actor_name,
            "data_digest": event.data_digest,
            "previous": event.previous,
            "hash": event.hash,
        }


def _at(moment: Any) -> str:
    return timezone.localtime(moment).isoformat() if moment else ""


def _papers(case: Case) -> list[CasePaper]:
    return list(
        CasePaper.objects.filter(case=case).exclude(status=CasePaper.Status.REPLACED).select_related("paper")
    )


def _named(procedure: Procedure, one: Evidence) -> str:
    document = procedure.documents.get(one.code)
    return f"{document.name}（{one.name}）" if document else one.name


def _lack(procedure: Procedure, code: str, status: str | None, brought: set[str]) -> str:
    if code == COVER:
        return ""
    name = procedure.documents[code].name
    if code in brought:
        return ""
    if status is None:
        return _("%(name)s：没有") % {"name": name}
    if status == CasePaper.Status.TO_WRITE:
        return _("%(name)s：还没有填写") % {"name": name}
    if status == CasePaper.Status.TO_MAKE:
        return _("%(name)s：还没有制作") % {"name": name}
    return _("%(name)s：还没有签完") % {"name": name} if status == CasePaper.Status.TO_SIGN else ""
