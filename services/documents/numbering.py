"""Word's automatic numbers: they stand in no text, yet belong to what the paper says."""

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_HAN = "零一二三四五六七八九"


class Numbering:
    def __init__(self, document: Document) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._levels: dict[str, dict[int, Any]] = {}
        related = [
            rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")
        ]
        if related:
            self._learn(related[0].element)

    def _learn(self, root: Any) -> None:
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
        for one in root.findall(qn("w:num")):
            found = abstract.get(one.find(qn("w:abstractNumId")).get(qn("w:val")))
            if found is not None:
                levels = {int(level.get(qn("w:ilvl"))): level for level in found.findall(qn("w:lvl"))}
                self._levels[one.get(qn("w:numId"))] = levels

    def of(self, paragraph: Paragraph) -> str:
        """The number this paragraph bears, and none if it bears none; to be asked once per paragraph, in order."""
        said = paragraph._element.pPr.numPr if paragraph._element.pPr is not None else None
        if said is None or said.numId is None:
            return ""
        key, depth = str(said.numId.val), said.ilvl.val if said.ilvl is not None else 0
        levels = self._levels.get(key, {})
        if depth not in levels:
            return ""
        for deeper in [place for place in self._counts if place[0] == key and place[1] > depth]:
            del self._counts[deeper]
        self._counts[key, depth] = self._counts.get((key, depth), _start(levels[depth]) - 1) + 1
        return self._written(key, depth, levels)

    def _written(self, key: str, depth: int, levels: dict[int, Any]) -> str:
        shape = _value(levels[depth], "w:lvlText")
        if _value(levels[depth], "w:numFmt") == "bullet":
            return "• "
        for level in range(depth + 1):
            number = self._counts.get((key, level), _start(levels[level]) if level in levels else 1)
            shape = shape.replace(f"%{level + 1}", _figure(number, _value(levels.get(level), "w:numFmt")))
        return shape


def _value(level: Any, name: str) -> str:
    found = level.find(qn(name)) if level is not None else None
    return found.get(qn("w:val"), "") if found is not None else ""


def _start(level: Any) -> int:
    return int(_value(level, "w:start") or 1)


def _figure(number: int, style: str) -> str:
    if style.startswith(("chinese", "japanese", "ideograph", "taiwanese")) and number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")
    if style == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if style in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if style == "lowerLetter" else 65) + number - 1)
    return str(number)
