"""From a recognised document to the blocks of a page."""

from collections.abc import Iterator
from html import escape
from typing import Any

from home.importer.types import Block, Document, Paragraph, Part, Signature, Table


def body_of(document: Document) -> list[dict[str, Any]]:
    """The raw StreamField data: a part block opens each part, then its text, tables and signatures in order."""
    return [block for part in document.parts for block in _blocks_of(part)]


def article_body(parts: list[Part]) -> list[dict[str, Any]]:
    """The same without part and signature blocks, for pages that are plain articles."""
    return [block for part in parts for block in _content(part) if block["type"] in {"text", "table"}]


def _blocks_of(part: Part) -> Iterator[dict[str, Any]]:
    yield {"type": "part", "value": {"kind": part.kind, "label": part.label, "title": part.title}}
    yield from _content(part)


def _content(part: Part) -> Iterator[dict[str, Any]]:
    running: list[str] = []
    for block in part.blocks:
        if isinstance(block, Paragraph):
            running.append(_html(block))
            continue
        if running:
            yield {"type": "text", "value": "".join(running)}
            running = []
        yield _standing(block)
    if running:
        yield {"type": "text", "value": "".join(running)}


def _standing(block: Block) -> dict[str, Any]:
    match block:
        case Table():
            return {"type": "table", "value": _table(block)}
        case Signature():
            signed = block.date.isoformat() if block.date else None
            return {
                "type": "signature",
                "value": {"organs": list(block.organs), "date": signed, "note": block.note},
            }
    raise TypeError(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "data": [list(row) for row in table.rows],
        "table_caption": table.caption,
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
    }


def _html(paragraph: Paragraph) -> str:
    tag = {1: "h3", 2: "h3", 3: "h4"}.get(paragraph.heading, "p") if paragraph.heading else "p"
    text, at = "", 0
    for start, end in paragraph.bold:
        text += _escaped(paragraph.text[at:start]) + f"<b>{_escaped(paragraph.text[start:end])}</b>"
        at = end
    return f"<{tag}>{text}{_escaped(paragraph.text[at:])}</{tag}>"


def _escaped(text: str) -> str:
    """The items of a list of annexes stand in one paragraph, a line each."""
    return escape(text).replace("\n", "<br/>")
