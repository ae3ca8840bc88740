"""What the importer reads and what it found. Plain values: nothing here knows of a database or a page."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

Severity = Literal["info", "warning"]
PartKind = Literal["notice", "instrument", "annex", "interpretation"]
Disclosure = Literal["active", "on_request", "not_public", ""]
Validity = Literal["valid", "amended", "repealed", "expired", ""]
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Note:
    """Something an editor must look at. `line` counts from 1 in the source; 0 means the whole text."""

    line: int
    text: str
    severity: Severity = "warning"


@dataclass(frozen=True)
class Refusal:
    """Why a file cannot be taken in at all. `line` is 0 when no single line is to blame."""

    line: int
    reason: str


@dataclass(frozen=True)
class Line:
    """One line of a source. A table takes one line, with `table` filled and `text` empty.

    `heading` is 1–6 where the format itself says so (Word style, h1–h6). `noise` is set by a reader that
    knows a line to be page furniture (running head, navigation).
    """

    number: int
    text: str
    heading: int = 0
    table: Rows | None = None
    noise: bool = False


@dataclass(frozen=True)
class Source:
    """A file as lines. When `refusals` is not empty there are no lines."""

    name: str
    kind: str
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """Running text, rejoined over broken lines. `line` is its first; `bold` are (start, end) in `text`."""

    text: str
    line: int
    heading: int = 0
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Table:
    rows: Rows
    caption: str
    line: int


@dataclass(frozen=True)
class Signature:
    """Organs in their order, the date they signed, and the mark below, such as 此件公开发布."""

    organs: tuple[str, ...]
    date: date | None
    note: str
    line: int


Block = Paragraph | Table | Signature


@dataclass
class Part:
    """One stretch of a document. The main text, unless it is a covering notice, is an instrument."""

    kind: PartKind
    label: str
    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Citation:
    """A text named in 《》 with the number that follows it. `source` names the text that cites."""

    title: str
    number: str
    line: int = 0
    source: str = ""


@dataclass
class Document:
    """What was found in one document. An empty field was not found or not certain; `notes` say which."""

    title: str
    subtitle: str = ""
    document_number: str = ""
    index_number: str = ""
    issuers: list[str] = field(default_factory=list)
    addressees: str = ""
    issued_on: date | None = None
    published_on: date | None = None
    published_time: time | None = None
    disclosure: Disclosure = ""
    validity: Validity = ""
    is_trial: bool = False
    effective_on: date | None = None
    effective_clause: str = ""
    expires_on: date | None = None
    territory: str = ""
    origin: str = ""
    imprint: tuple[str, ...] = ()
    header: dict[str, str] = field(default_factory=dict)
    source_incomplete: bool = False
    parts: list[Part] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    interpretation: "Document | None" = None
    source_lines: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Entry:
    """A line of a volume's contents. `document` is the place in `Result.documents`, None when not found."""

    order: int
    title: str
    number: str
    page: int | None
    line: int
    document: int | None = None


@dataclass
class Compilation:
    title: str
    first_year: int | None
    last_year: int | None
    compiled_by: str
    compiled_on: date | None
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


Role = Literal[
    "blank", "furniture", "header", "volume", "contents", "page_title", "title", "number", "addressees",
    "text", "table", "label", "signature", "mark", "imprint",
]  # fmt: skip


@dataclass(frozen=True)
class LineUse:
    """Where a source line went. `document` and `part` are places in the result's lists, None outside them."""

    line: int
    role: Role
    document: int | None = None
    part: int | None = None


@dataclass
class Result:
    """`compilation` is None for a single document. Refused input has refusals and nothing else."""

    compilation: Compilation | None = None
    documents: list[Document] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    uses: tuple[LineUse, ...] = ()
