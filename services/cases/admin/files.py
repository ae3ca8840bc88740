"""Hands out the files of a case to whoever may see the case; a browser never runs what is in them."""

import io
import json
import zipfile
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from services.cases.actions.hand_out import hand_out
from services.cases.admin.access import CaseView
from services.cases.admin.page import page
from services.cases.errors import CaseError
from services.cases.models import Case, CasePaper, Dossier, Evidence
from services.cases.queries import dossier
from services.cases.rules import may_manage
from services.documents.queries import docx_of, pdf_of

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Shown in the browser; everything else is saved to disk.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
# A picture may be shown, nothing in the file may run or fetch.
_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"


def handed(content: Any, name: str, mime: str) -> FileResponse:
    response = FileResponse(content, as_attachment=mime not in SHOWN, filename=name, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = _POLICY
    return response


class EvidenceView(CaseView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = get_object_or_404(Evidence, pk=kwargs["evidence_id"], case=self.case)
        try:
            return handed(row.file.open("rb"), row.name, row.mime)
        except FileNotFoundError:
            raise Http404(_("文件不在了。")) from None


class PaperView(CaseView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        made = get_object_or_404(
            CasePaper.objects.select_related("paper"), pk=kwargs["paper_id"], case=self.case
        )
        reading = {"pdf": (pdf_of, PDF), "docx": (docx_of, DOCX)}.get(kwargs["ending"])
        if made.paper is None or reading is None:
            raise Http404
        read, mime = reading
        try:
            content = ContentFile(read(made.paper))
        except FileNotFoundError:
            raise Http404(_("文件不在了。")) from None
        return handed(content, f"{made.paper.number} {made.name}.{kwargs['ending']}", mime)


class DossierView(CaseView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = get_object_or_404(Dossier, pk=kwargs["dossier_id"], case=self.case)
        try:
            return handed(row.pdf.open("rb"), f"{self.case.number} {_('卷宗')}.pdf", PDF)
        except FileNotFoundError:
            raise Http404(_("文件不在了。")) from None


class WholeView(CaseView):
    """Everything about the case, nothing masked: for a reason, and noted like every look."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | FileResponse:
        if not may_manage(self.doer):
            raise PermissionDenied(_("只有案件经办人可以这样做。"))
        kind = "zip" if request.POST.get("kind") == "zip" else "json"
        try:
            hand_out(self.case, doer=self.doer, reason=request.POST.get("reason", ""), kind=kind)
        except CaseError as error:
            messages.error(request, str(error))
            return page(request, self.case, self.doer, status=400)
        self.case.refresh_from_db()
        text = json.dumps(dossier.export(self.case), ensure_ascii=False, indent=2).encode()
        if kind == "json":
            return handed(ContentFile(text), f"{self.case.number}.json", "application/json")
        return handed(_packed(self.case, text), f"{self.case.number}.zip", "application/zip")


def _packed(case: Case, text: bytes) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("case.json", text)
        for number, piece in enumerate(dossier.pieces(case), 1):
            suffix = {"application/pdf": "pdf"}.get(piece.mime, "")
            name = piece.evidence.name if piece.evidence else f"{piece.name}.{suffix}"
            book.writestr(f"files/{number:02} {name.replace('/', '_')}", piece.content())
    packed.seek(0)
    return packed
