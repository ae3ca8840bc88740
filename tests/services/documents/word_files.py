"""Word files as an office, or somebody with bad intent, would hand them in."""

import io
import zipfile

from docx import Document

from services.documents.library import shipped
from services.documents.word import template


def shipped_file(kind: str = "mediation_agreement") -> bytes:
    return template(shipped()[kind])


def written(*paragraphs: str, header: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(
    content: bytes, *, parts: dict[str, bytes] | None = None, replace: tuple[str, str, str] | None = None
) -> bytes:
    """The file with parts added or put in place of its own; or with a text replaced in one part."""
    new, out = dict(parts or {}), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if replace and replace[0] == name:
                assert replace[1].encode() in data
                data = data.replace(replace[1].encode(), replace[2].encode())
            target.writestr(name, new.pop(name, data))
        for name, data in new.items():
            target.writestr(name, data)
    return out.getvalue()
