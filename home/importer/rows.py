"""Source lines made comparable: blanks unified, list dashes and Markdown signs taken off, furniture named."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from home.importer.types import Line, Rows, Source
from home.numbering import find_mark

Span = tuple[int, int]
_BLANKS = re.compile(r"[\u00a0\u3000\u2002-\u200a\t\v\f\r]")
_NOTHING = re.compile(r"[\ufeff\u200b-\u200f\u2028-\u202e\u2060\u00ad]")
_DASH = re.compile(r"^[-–*•·●■◆]\s*(?=\S)")
_HASH = re.compile(r"^(#{1,6})\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*；;]{1,80}?)(?<=\S)\*\*")
_ANNEX = re.compile(r"附\s*件")


@dataclass(frozen=True)
class Row:
    """A line as the recogniser sees it. A `full` line reaches the margin of its page, so the next goes on."""

    number: int
    text: str
    heading: int = 0
    table: Rows | None = None
    noise: bool = False
    bold: tuple[Span, ...] = ()
    full: bool = False

    @property
    def empty(self) -> bool:
        return not self.text and self.table is None


def rows_of(source: Source) -> list[Row]:
    rows = [_row(line) for line in source.lines]
    return _with_margin(rows) if source.kind == "pdf" else rows


def _with_margin(rows: list[Row]) -> list[Row]:
    """A page's text has one line width: the commonest among its longer lines, Han counted double."""
    widths = Counter(_width(row.text) for row in rows if len(row.text) > 20 and not row.noise)
    if not widths:
        return rows
    margin = widths.most_common(1)[0][0]
    return [replace(row, full=abs(_width(row.text) - margin) <= 3) for row in rows]


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def _row(line: Line) -> Row:
    text = _NOTHING.sub("", _BLANKS.sub(" ", line.text)).strip()
    heading = line.heading
    sharp = _HASH.match(text)
    if sharp:
        heading, text = len(sharp[1]), text[sharp.end() :]
    text, bold = _unbold(text)
    row = Row(line.number, text, heading, line.table, line.noise, bold)
    return _without_dash(row)


def _unbold(text: str) -> tuple[str, tuple[Span, ...]]:
    out, spans, last = "", [], 0
    for found in _BOLD.finditer(text):
        out += text[last : found.start()]
        spans.append((len(out), len(out) + len(found[1])))
        out += found[1]
        last = found.end()
    return out + text[last:], tuple(spans)


def _without_dash(row: Row) -> Row:
    """Before a numbered item or 附件 a dash is noise of a converter; before plain text it is a list."""
    dash = _DASH.match(row.text)
    if not dash:
        return row
    rest = row.text[dash.end() :]
    if not (find_mark(rest) or _ANNEX.match(rest)):
        return row
    shift = dash.end()
    return replace(row, text=rest, bold=tuple((max(a - shift, 0), max(b - shift, 0)) for a, b in row.bold))


Disclosing = Literal["active", "on_request", "not_public"]
_PAGE_NUMBER = re.compile(
    r"[-—–－~～·]{0,3}\s*(?:第\s*)?\d{1,4}\s*(?:页)?\s*[-—–－~～·]{0,3}|第\s*\d+\s*页\s*[,，/]?\s*共\s*\d+\s*页|\d+\s*/\s*\d+"
)
_FURNITURE = re.compile(
    r"[|｜\s]+|[-=_*—─]{3,}"
    r"|扫一扫.{0,30}|.{0,12}二维码.{0,12}"
    r"|(?:【?\s*打\s*印\s*】?|关闭(?:窗口|本页)?|返回顶部|返回首页|分享(?:到)?|收藏|网站地图|网站声明|联系我们|关于我们)\s*[:：]?"
    r"|(?:打印|关闭|分享|收藏|复制|纠错)(?:\s*(?:本页|文本|链接|窗口|打印|关闭|分享|收藏|复制|纠错|[|｜]))*\s*[:：]?"
    r"|(?:附件下载|相关附件|相关链接|相关文件|相关解读|延伸阅读)\s*[:：]?"
    r"|(?:浏览|阅读|访问|点击)(?:次数|量|数)\s*[:：]?\s*\d*\s*次?"
    r"|(?:主办|承办|主办单位|承办单位|版权所有|技术支持|网站标识码)\s*[:：].{0,80}"
    r"|字\s*体\s*[:：]?.{0,12}|【?\s*字[体号]\s*[:：]?\s*大\s*中\s*小\s*】?|(?:无障碍(?:浏览|阅读)?|长者(?:模式|版)|适老(?:化|版)|关怀版|简体|繁体|\s)+"
    r"|(?:您|你)?(?:的|当前|现在|所在)*位置\s*[:：>].{0,80}|首页\s*[>»/].{0,80}"
    r"|(?:上|下)一(?:篇|条)\s*[:：]?.{0,80}|政府信息公开|信息公开|政务公开|责任编辑\s*[:：].{0,20}"
)
_RECORD = re.compile(r"ICP\s*备|公网安备|网站标识码")


def is_furniture(row: Row) -> bool:
    """Site furniture and page numbers; whole lines only, so that a sentence about printing stays."""
    if row.noise or row.table is not None or not row.text:
        return row.noise
    text = row.text
    if _FURNITURE.fullmatch(text) or _PAGE_NUMBER.fullmatch(text):
        return True
    return len(text) < 120 and bool(_RECORD.search(text)) and "。" not in text


_MARK = re.compile(
    r"[（(【\[]?\s*此件\s*(?:拟)?\s*(?P<how>公开发布|主动公开|依申请公开|不予公开|删减后公开|不公开)\s*[）)】\]]?"
)


def disclosure_mark(text: str) -> Disclosing | Literal[""] | None:
    """What a line such as (此件公开发布) sets; "" for a way we cannot map, None for any other line."""
    found = _MARK.fullmatch(text)
    if not found:
        return None
    ways: dict[str, Disclosing] = {
        "公开发布": "active", "主动公开": "active", "依申请公开": "on_request",
        "不予公开": "not_public", "不公开": "not_public",
    }  # fmt: skip
    return ways.get(found["how"], "")
