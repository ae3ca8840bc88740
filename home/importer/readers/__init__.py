"""A file or its bytes to lines. Every failure is a refusal in the source; nothing is raised."""

from pathlib import Path, PurePath

from home.importer.readers.docx import read_docx
from home.importer.readers.html import read_html
from home.importer.readers.limits import too_large
from home.importer.readers.pdf import read_pdf
from home.importer.readers.text import read_text
from home.importer.types import Refusal, Source

_READERS = {
    ".txt": read_text, ".text": read_text, ".md": read_text, ".docx": read_docx, ".pdf": read_pdf,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
}  # fmt: skip
SUFFIXES = tuple(_READERS)
_SIGNS = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx"}


def read(what: Path | str | bytes, name: str = "") -> Source:
    """Read a path, or the bytes of an upload with its name. The kind is taken from the name's ending."""
    if isinstance(what, bytes):
        return _read(what, name)
    path = Path(what)
    name = name or path.name
    try:
        if not path.is_file():
            return _refused(name, "文件不存在，或不是普通文件。")
        reason = too_large(path.stat().st_size)
        return _refused(name, reason) if reason else _read(path.read_bytes(), name)
    except (OSError, ValueError) as error:
        return _refused(name, f"文件无法打开（{type(error).__name__}）。")


def _refused(name: str, reason: str, line: int = 0) -> Source:
    return Source(name, PurePath(name).suffix.lower().lstrip("."), refusals=(Refusal(line, reason),))


def _read(data: bytes, name: str) -> Source:
    suffix = PurePath(name).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        hint = "旧版 Word 请另存为 .docx。" if suffix in (".doc", ".wps", ".rtf") else ""
        return _refused(name, f"不支持“{suffix or '没有后缀'}”格式，只读 .txt、.docx、.pdf、.html。{hint}")
    reason = too_large(len(data)) or _mismatch(data, suffix)
    if reason:
        return _refused(name, reason)
    source = reader(data, name)
    if source.refusals or any(line.text.strip() or line.table for line in source.lines):
        return source
    return _refused(name, "文件是空的，没有文字。")


def _mismatch(data: bytes, suffix: str) -> str:
    if not data.strip():
        return "文件是空的，没有文字。"
    actual = next((kind for sign, kind in _SIGNS.items() if data.startswith(sign)), "")
    if actual and actual != suffix:
        return f"文件内容是 {actual} 格式，与后缀“{suffix}”不符。请改正后缀后再导入。"
    return ""
