"""What a paragraph of a Word file looks like: said of itself, of its style, or of the style that is based on."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# Faces that are heavy by themselves; the one face of the PDF shows them in bold.
_HEAVY = re.compile("黑体|标宋|粗|SimHei|Heavy|Black", re.IGNORECASE)
_USUAL = 10.5


class Shape:
    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._styles = list(_lineage(paragraph.style))
        self.size = self._size()

    def of(self, name: str) -> Any:
        formats = [self._paragraph.paragraph_format, *(style.paragraph_format for style in self._styles)]
        return next((value for one in formats if (value := getattr(one, name)) is not None), None)

    def length(self, name: str) -> float:
        value = self.of(name)
        return float(value.pt) if value is not None else 0.0

    def _size(self) -> float:
        return next((style.font.size.pt for style in self._styles if style.font.size), _USUAL)

    def size_of(self, run: Run) -> float:
        return float(run.font.size.pt) if run.font.size else self.size

    def bold(self, run: Run) -> bool:
        if run.bold is not None:
            return bool(run.bold)
        fonts = run._element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        face = fonts.get(qn("w:eastAsia"), "") if fonts is not None else ""
        return bool(_HEAVY.search(face)) or any(style.font.bold for style in self._styles)


def _lineage(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style
