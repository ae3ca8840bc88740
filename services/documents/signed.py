"""The signed copy of a paper: its own pages with the signatures drawn in, and a page that says who signed what."""

import base64
import io
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from pypdf import PdfReader, PdfWriter

from services.documents import press
from services.documents.models import Paper, PaperSignature

_HEADING = "签名页"
# Printed in Chinese, whatever language the last one to sign reads.
_METHODS = {
    PaperSignature.Method.DRAWN: "屏幕手写签名",
    PaperSignature.Method.TYPED: "键入姓名并确认",
    PaperSignature.Method.PHOTO: "纸质签名的照片",
}
_AS_ISO = "%Y-%m-%d %H:%M:%S %z"


def signed_copy(paper: Paper, issued: bytes, signatures: Sequence[PaperSignature]) -> bytes:
    images = {
        signature.seat: base64.b64decode(signature.image) for signature in signatures if signature.image
    }
    names = {seat: f"{place}.{_ending(image)}" for place, (seat, image) in enumerate(images.items())}
    files = {names[seat]: image for seat, image in images.items()}
    reader = PdfReader(io.BytesIO(issued))
    writer = PdfWriter(clone_from=reader)
    overlay = PdfReader(
        io.BytesIO(press.pdf("overlay", _marks(paper, signatures, names, len(reader.pages)), files))
    )
    for page, over in zip(writer.pages, overlay.pages, strict=True):
        page.merge_page(over)
    writer.append(io.BytesIO(press.pdf("signatures", _page(paper, signatures, names), files)))
    writer.add_metadata({"/Title": f"{paper.kind_name} {paper.number}"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _ending(image: bytes) -> str:
    return "png" if image.startswith(b"\x89PNG") else "jpg"


def _marks(
    paper: Paper, signatures: Sequence[PaperSignature], names: dict[str, str], pages: int
) -> dict[str, Any]:
    """A photo shows a whole sheet, too large for a line: there the name is set."""
    by_seat = {signature.seat: signature for signature in signatures}
    marks = []
    for spot in paper.spots:
        signature = by_seat[paper.seats[spot["seat"]]["code"]]
        drawn = signature.method == PaperSignature.Method.DRAWN
        image = names.get(signature.seat, "") if drawn else ""
        marks.append(
            {"page": spot["page"], "x": spot["x"], "y": spot["y"], "image": image, "name": signature.name}
        )
    return {"pages": pages, "marks": marks}


def _page(paper: Paper, signatures: Sequence[PaperSignature], names: dict[str, str]) -> dict[str, Any]:
    now = timezone.localtime(signatures[-1].signed_at)
    return {
        "title": f"{paper.kind_name} {_HEADING}", "office": paper.office, "heading": _HEADING,
        "year": now.year, "month": now.month, "day": now.day,
        "about": [
            f"文书：{paper.kind_name}", f"文书编号：{paper.number}", f"核验码：{paper.shown_code}",
            f"所签文件的SHA-256：{paper.pdf_sha256}",
        ],
        "signatures": [
            {
                "lines": _lines(signature), "name": signature.name, "image": names.get(signature.seat, ""),
            }
            for signature in signatures
        ],
        "foot": [
            "各方签名的对象是上列SHA-256所指的文件。签名印入后生成本副本，其SHA-256另行登记。",
            "原件和本副本都可以在核验页面核对。",
        ],
    }  # fmt: skip


def _lines(signature: PaperSignature) -> list[str]:
    at = timezone.localtime(signature.signed_at).strftime(_AS_ISO)
    return [
        f"{signature.label}：{signature.name}", f"方式：{_METHODS[PaperSignature.Method(signature.method)]}",
        f"时间：{at}", f"确认：{signature.statement}",
    ]  # fmt: skip
