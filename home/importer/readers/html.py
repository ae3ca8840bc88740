"""Saved web pages: headings, paragraphs, numbered lists, tables; navigation is marked as furniture."""

import re
import warnings
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import Comment, NavigableString, PreformattedString, Tag

from home.importer.readers.limits import LARGEST_PAGE, MOST_CHARACTERS
from home.importer.readers.text import NotText, decode
from home.importer.types import Line, Refusal, Rows, Source
from home.numbering import find_mark

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "iframe",
    "object",
    "select",
    "option",
    "button",
}
_FRAME = {"nav", "footer", "aside", "header"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "li", "ul", "ol", "table", "tr", "td", "th", "blockquote",
    "pre", "dl", "dt", "dd", "center", "form", "fieldset", "figure", "figcaption", "hr", "address", "body",
    "caption", *_HEADINGS, *_FRAME,
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LONGEST_CELL = 150
DEEPEST = 200


@dataclass
class _Page:
    """Collects lines while the tree is walked."""

    lines: list[Line] = field(default_factory=list)
    buffer: str = ""
    prefix: str = ""
    heading: int = 0
    noise: bool = False

    def flush(self) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", self.buffer).strip()
        self.buffer = ""
        if not text:
            return
        if self.prefix and not find_mark(text):
            text = self.prefix + text
        self.prefix = ""
        self.lines.append(Line(len(self.lines) + 1, text, self.heading, noise=self.noise))

    def table(self, rows: Rows) -> None:
        self.flush()
        self.lines.append(Line(len(self.lines) + 1, "", table=rows, noise=self.noise))


def read_html(data: bytes, name: str) -> Source:
    if len(data) > LARGEST_PAGE:
        most = LARGEST_PAGE // 1024 // 1024
        return Source(name, "html", refusals=(Refusal(0, f"网页文件超过上限{most} MB，没有解析。"),))
    try:
        text = _decode(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            soup = BeautifulSoup(text, "html.parser")
        page = _Page()
        _walk(soup, page, 0)
        page.flush()
    except NotText as error:
        return Source(name, "html", refusals=(Refusal(error.line, error.reason),))
    except (RecursionError, AssertionError):
        return Source(name, "html", refusals=(Refusal(0, "网页结构损坏或嵌套过深，无法解析。"),))
    if sum(len(line.text) for line in page.lines) > MOST_CHARACTERS:
        return Source(name, "html", refusals=(Refusal(0, "网页文字过多，没有导入。"),))
    return Source(name, "html", tuple(page.lines))


def _decode(data: bytes) -> str:
    """The declared encoding when it holds, else the same trial as for plain text."""
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else ""
    if declared in ("gb2312", "gbk", "gb18030"):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode(data)


def _walk(node: Tag, page: _Page, depth: int) -> None:
    if depth > DEEPEST:
        page.buffer += node.get_text()
        return
    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, Comment | PreformattedString):
                page.buffer += str(child)
        elif isinstance(child, Tag) and not _invisible(child):
            _element(child, page, depth)


def _invisible(tag: Tag) -> bool:
    return tag.name in _SKIPPED or tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style", ""))))


def _element(tag: Tag, page: _Page, depth: int) -> None:
    name = tag.name
    if name == "br":
        page.flush()
    elif name == "table" and _is_data(tag):
        page.table(_rows(tag))
    elif name == "ol":
        page.flush()
        _numbered(tag, page, depth)
    elif name in _BLOCKS:
        _block(tag, page, depth)
    else:
        _walk(tag, page, depth + 1)


def _block(tag: Tag, page: _Page, depth: int) -> None:
    page.flush()
    heading, noise = page.heading, page.noise
    page.heading = _HEADINGS.get(tag.name, heading)
    page.noise = noise or tag.name in _FRAME
    _walk(tag, page, depth + 1)
    page.flush()
    page.heading, page.noise = heading, noise


def _numbered(tag: Tag, page: _Page, depth: int) -> None:
    start = str(tag.get("start", "1"))
    number = int(start) if start.isdigit() and len(start) < 5 else 1
    for item in tag.find_all("li", recursive=False):
        page.prefix = f"{number}. "
        _block(item, page, depth)
        page.prefix = ""
        number += 1


def _is_data(table: Tag) -> bool:
    """A table that lays out the page holds other tables, long texts or one cell."""
    cells = table.find_all(["td", "th"])
    if table.find("table") or len(cells) < 2:
        return False
    return all(len(cell.get_text()) <= LONGEST_CELL for cell in cells) or bool(table.find("th"))


def _rows(table: Tag) -> Rows:
    rows = []
    for tr in table.find_all("tr"):
        cells = tr.find_all(["td", "th"], recursive=False)
        rows.append(tuple(re.sub(r"\s+", " ", cell.get_text(" ")).strip() for cell in cells))
    return tuple(row for row in rows if any(row))
