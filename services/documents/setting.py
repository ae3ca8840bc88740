"""From a template and its values to the two files of a paper."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno

from services.documents import press
from services.documents.fill import fill
from services.documents.foot import Foot
from services.documents.reading import read


@dataclass(frozen=True)
class Files:
    """`spots`: for each seat the page and the place of its line, millimetres from the top left corner."""

    docx: bytes
    pdf: bytes
    spots: list[dict[str, Any]]


def qr(address: str) -> bytes:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0)
    return out.getvalue()


def set_paper(
    template: bytes,
    context: Mapping[str, Any],
    seats: Sequence[Mapping[str, str]],
    *,
    title: str,
    foot: Foot,
    at: datetime,
) -> Files:
    """`at` in local time: it becomes the date of the PDF."""
    blocks, files = read(fill(template, context, seats, marked=True))
    data = {
        "title": title, "office": str(context.get("office", "")), "year": at.year, "month": at.month, "day": at.day,
        "qr": bool(foot.address), "foot": list(foot.lines), "blocks": blocks,
    }  # fmt: skip
    if foot.address:
        files["qr.svg"] = qr(foot.address)
    spots = press.places("paper", data, files) if seats else []
    return Files(fill(template, context, seats), press.pdf("paper", data, files, at=at), spots)
