"""The text layer of a PDF. A scan without one is refused; what only a picture holds is not guessed."""

import io
import logging
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from home.importer.readers.limits import MOST_CHARACTERS, MOST_PAGES
from home.importer.titles import ends_with_genre
from home.importer.types import Line, Note, Refusal, Source

_BREAK = re.compile(r"\r\n|\r|\n")
_DIGITS = re.compile(r"\d+")
FEWEST_CHARACTERS = 10
# What pypdf was seen to raise on damaged files, beside its own errors.
_DAMAGE = (PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
           OSError, RuntimeError, TypeError, ValueError)  # fmt: skip
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes, name: str) -> Source:
    """pypdf raises all kinds of errors on damaged files; each of them is the same refusal."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return _refused(name, "PDF 已加密，需要密码才能打开。请去除密码后再导入。")
        if len(reader.pages) > MOST_PAGES:
            return _refused(name, f"PDF 有{len(reader.pages)}页，超过上限{MOST_PAGES}页。")
        pages = [page.extract_text() or "" for page in reader.pages]
    except _DAMAGE as error:
        return _refused(name, f"PDF 文件损坏，无法解析（{type(error).__name__}）。")
    return _source(name, pages)


def _refused(name: str, reason: str) -> Source:
    return Source(name, "pdf", refusals=(Refusal(0, reason),))


def _source(name: str, pages: list[str]) -> Source:
    full = [len(re.sub(r"\s", "", page)) for page in pages]
    if sum(full) < FEWEST_CHARACTERS:
        return _refused(name, "PDF 是没有文字层的扫描件，读不出文字。请先做文字识别（OCR）再导入。")
    if sum(full) > MOST_CHARACTERS:
        return _refused(name, "PDF 文字过多，没有导入。")
    split = [[line.strip() for line in _BREAK.split(page)] for page in pages]
    heads = _running(split)
    lines: list[Line] = []
    for number, page in enumerate(split):
        for text in page:
            title = number == 0 and ends_with_genre(text) and not text.endswith("公报")
            lines.append(Line(len(lines) + 1, text, noise=_DIGITS.sub("#", text) in heads and not title))
    empty = [number for number, size in enumerate(full, 1) if size == 0]
    notes = (
        (Note(0, f"PDF 第{'、'.join(map(str, empty))}页没有文字（可能是图片），请对照原件。"),)
        if empty
        else ()
    )
    return Source(name, "pdf", tuple(lines), notes)


def _running(pages: list[list[str]]) -> set[str]:
    """Running heads and feet: the same first or last line, figures aside, on most of at least three pages."""
    if len(pages) < 3:
        return set()
    counts: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line]
        counts.update({_DIGITS.sub("#", line) for line in (*filled[:1], *filled[-1:]) if len(line) < 60})
    return {line for line, count in counts.items() if count * 3 > len(pages) * 2}
