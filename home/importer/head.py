"""What stands above the text of a document: page head, title (perhaps twice), number, addressees."""

import re
from dataclasses import dataclass, field

from home.importer import titles
from home.importer.dates import date_line
from home.importer.header import row_fields
from home.importer.numbers import Number, number_line
from home.importer.organs import organs_in
from home.importer.rows import Row, is_furniture
from home.importer.types import LineUse, Role
from home.numbering import find_mark

_MASTHEAD = re.compile(r"[\u4e00-\u9fff\s]{4,40}文\s*件")
_SIGNER = re.compile(
    r"(?:签\s*发\s*人|密\s*级|紧急程度|份\s*号)\s*[:：]?.*|(?:特急|加急|急件|平急|内部资料|公开)"
)
_SIGNED_BY = re.compile(r"签\s*发\s*人\s*[:：].*$")
_INTRODUCES = re.compile(r"^(?:为|根据|按照|依据|现将|现就|现|经|近|今|如|请|今年|当前|一是|以下|本)")
_WHO = re.compile(
    r"各|局|厅|委|办|院|所|单位|部门|同志|人员|政府|公司|协会|中心|学校|社区|处|科|会|乡|镇|街道|律师"
)
_SUBTITLE = re.compile(r"(?:——|--|—).{2,60}|[（(](?!附|此件)[^（）()]{2,60}[）)]")


@dataclass
class Head:
    """`length` rows belong to the head. Rows of the disclosure table are kept for the caller to read."""

    titles: list[tuple[str, int]] = field(default_factory=list)
    subtitle: str = ""
    number: Number | None = None
    addressees: str = ""
    header: list[Row] = field(default_factory=list)
    imprint: tuple[str, ...] = ()
    dated: Row | None = None
    uses: list[LineUse] = field(default_factory=list)
    length: int = 0


class HeadReader:
    def __init__(self, rows: list[Row]) -> None:
        self.rows, self.head = rows, Head()
        self._lines: list[Row] = []

    def read(self) -> Head:
        at = 0
        while at < len(self.rows):
            row = self.rows[at]
            if self._aside(row):
                at += 1
                continue
            taken = self._addressees(at)
            if taken:
                at += taken
                break
            if not self._title_row(row):
                break
            at += 1
        self.head.length = at
        self._settle()
        return self.head

    def _use(self, row: Row, role: Role) -> bool:
        self.head.uses.append(LineUse(row.number, role))
        return True

    def _aside(self, row: Row) -> bool:
        """Everything that may stand in a head without being its title."""
        number = number_line(row.text)
        if is_furniture(row):
            return self._use(row, "furniture")
        if number and not self.head.number:
            self.head.number = number
            self.head.imprint += tuple(_SIGNED_BY.findall(row.text))
            return self._use(row, "number")
        if row_fields(row):
            self.head.header.append(row)
            return self._use(row, "header")
        if _MASTHEAD.fullmatch(row.text) or _SIGNER.fullmatch(row.text):
            self.head.imprint += (row.text,)
            return self._use(row, "imprint")
        if date_line(row.text) and self._lines and not self.head.dated:
            self.head.dated = row
            return self._use(row, "header")
        if self._complete() and not self.head.subtitle and _SUBTITLE.fullmatch(row.text):
            self.head.subtitle = row.text
            return self._use(row, "title")
        return False

    def _addressees(self, at: int) -> int:
        """The rows up to the colon, three at most."""
        if (
            not self._lines
            or titles.ends_with_genre(self.rows[at].text)
            or self.rows[at].text.startswith("关于")
        ):
            return 0
        text = ""
        for offset, row in enumerate(self.rows[at : at + 3]):
            if (
                row.table is not None
                or "。" in row.text
                or find_mark(row.text)
                or _INTRODUCES.match(row.text)
            ):
                return 0
            text += row.text
            if row.text.endswith(("：", ":")):
                return self._take_addressees(at, offset + 1, text)
            if not row.text.endswith(("、", "，", ",")) and len(row.text) < 20:
                return 0
        return 0

    def _take_addressees(self, at: int, length: int, text: str) -> int:
        if len(text) > 400 or "如下" in text or not _WHO.search(text):
            return 0
        self.head.addressees = text.rstrip("：:").strip()
        for row in self.rows[at : at + length]:
            self._use(row, "addressees")
        return length

    def _title_row(self, row: Row) -> bool:
        if row.table is not None or not titles.is_title_line(row.text) or not self._may_add(row):
            return False
        self._lines.append(row)
        return self._use(row, "title")

    def _complete(self) -> bool:
        joined = titles.join([row.text for row in self._lines]) if self._lines else ""
        return bool(joined) and titles.ends_with_genre(joined) and not titles.unbalanced(joined)

    def _may_add(self, row: Row) -> bool:
        """After a whole title only its own repetition or its tail may follow."""
        if not self._complete():
            return len(self._lines) < 5
        whole = titles.join([line.text for line in self._lines])
        if row.text.startswith(("的", "和", "及")) or titles.same(whole, row.text):
            return True
        return len(row.text) > 4 and titles.core(whole).startswith(titles.core(row.text) or "\0")

    def _settle(self) -> None:
        """Lines to titles, without the name of the site where the title does not need it."""
        texts = [row.text for row in self._lines]
        at = 0
        for lines in titles.group(texts):
            title = titles.join(_without_site(lines))
            self.head.titles.append((title, self._lines[at].number))
            at += len(lines)


def _without_site(lines: list[str]) -> list[str]:
    """The name of an organ above a title that names its organs itself belongs to the page."""
    if len(lines) > 1 and organs_in(lines[0]) and not lines[1].startswith("关于"):
        return lines[1:]
    return lines
