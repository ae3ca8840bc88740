"""The numbers Word draws in front of list paragraphs; they stand in numbering.xml and not in the text."""

from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from home.numbering import CIRCLED, han_numeral

_HAN = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting",
    "taiwaneseCountingThousand", "chineseLegalSimplified", "japaneseDigitalTenThousand",
}  # fmt: skip
DEEPEST = 9


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """Counts along the document. `label` must be asked once for every paragraph, in order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> "Numbering":
        numbering = cls()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return numbering
        abstract = {_get(node, "abstractNumId"): _levels(node) for node in root.iter(qn("w:abstractNum"))}
        for num in root.iter(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            if link is not None:
                numbering.levels[_get(num, "numId")] = abstract.get(_get(link, "val"), {})
        for style in document.styles.element.iter(qn("w:style")):
            place = _place(style.find(qn("w:pPr")))
            if place:
                numbering.styles[_get(style, "styleId")] = place
        return numbering

    def label(self, paragraph: BaseOxmlElement) -> str:
        """The number in front of a paragraph, such as 一、 or (2) ; "" when it has none or only a bullet."""
        place = self._place_of(paragraph)
        if place is None:
            return ""
        number, depth = place
        level = self.levels.get(number, {}).get(depth)
        if level is None or level.form in ("bullet", "none"):
            return ""
        counts = self.counts.setdefault(number, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        return self._text(number, level.text, counts)

    def _place_of(self, paragraph: BaseOxmlElement) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        own = _place(properties)
        if own:
            return own if own[0] != "0" else None
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        return self.styles.get(_get(style, "val")) if style is not None else None

    def _text(self, number: str, text: str, counts: dict[int, int]) -> str:
        for depth in range(DEEPEST):
            level = self.levels[number].get(depth)
            if level and f"%{depth + 1}" in text:
                text = text.replace(f"%{depth + 1}", _numeral(level.form, counts.get(depth, level.start)))
        return text


def _get(node: BaseOxmlElement, name: str) -> str:
    return str(node.get(qn(f"w:{name}")) or "")


def _place(properties: BaseOxmlElement | None) -> tuple[str, int] | None:
    number = properties.find(qn("w:numPr")) if properties is not None else None
    link = number.find(qn("w:numId")) if number is not None else None
    if number is None or link is None:
        return None
    depth = number.find(qn("w:ilvl"))
    value = _get(depth, "val") if depth is not None else "0"
    return _get(link, "val"), int(value) if value.isdigit() else 0


def _levels(abstract: BaseOxmlElement) -> dict[int, _Level]:
    levels = {}
    for node in abstract.iter(qn("w:lvl")):
        form, text, start = (node.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start"))
        begin = _get(start, "val") if start is not None else "1"
        depth = _get(node, "ilvl")
        if depth.isdigit():
            levels[int(depth)] = _Level(
                _get(form, "val") if form is not None else "decimal",
                _get(text, "val") if text is not None else "",
                int(begin) if begin.isdigit() else 1,
            )
    return levels


def _numeral(form: str, value: int) -> str:
    if form in _HAN and 0 < value < 10000:
        return han_numeral(value)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < value <= len(CIRCLED):
        return CIRCLED[value - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < value <= 26:
        return chr((97 if form == "lowerLetter" else 65) + value - 1)
    return str(value)
