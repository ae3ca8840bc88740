"""What an editor must look at in one document: gaps, contradictions, broken text. Nothing is mended."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from home.importer import titles
from home.importer.dates import find_deadlines
from home.importer.numbers import find_numbers
from home.importer.paragraphs import is_closed
from home.importer.types import Document, Note, Paragraph, Part, Signature, Table
from home.numbering import Mark, find_mark, mark_text

_STRAY_WORD = re.compile(r"[\u4e00-\u9fff]\s+(?P<word>and|or|the|of|to)\s+[\u4e00-\u9fff]", re.IGNORECASE)
_MOJIBAKE = re.compile(r"[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫")
_ANNEX_ITEM = re.compile(r"(?:附\s*件?\s*[:：]\s*)?(?:[0-9０-９]{1,2}\s*[.．、]\s*)?(?P<title>.+)")
_ANNOUNCES = re.compile(r"(?:(?:如下|以下|下列).*|.{8,})[：:]$")
_DANGLING = ("，", ",", "、", "（", "《", "“")


def check(document: Document) -> None:
    """Write every doubt about a document into its notes and set `source_incomplete`."""
    document.notes += [*_gaps(document), *_years(document), *_named(document), *_annexes(document)]
    check_text(document)
    document.notes += list(_deadlines(document))


def check_text(document: Document) -> None:
    """The checks that hold for an interpretation as well."""
    for part in document.parts:
        broken = list(_broken(part))
        document.source_incomplete = document.source_incomplete or bool(broken)
        document.notes += broken
        document.notes += list(_jumps(part))
        document.notes += list(_stray(part))


def paragraphs(part: Part) -> list[Paragraph]:
    return [block for block in part.blocks if isinstance(block, Paragraph)]


def _gaps(document: Document) -> Iterator[Note]:
    if any(part.kind == "interpretation" for part in document.parts):
        return
    if not document.document_number:
        yield Note(0, "没有找到文号，文号留空。")
    if not document.issuers:
        yield Note(0, "没有找到发文机关，请填写。")
    if document.issued_on is None:
        yield Note(0, "没有找到成文日期，请填写。")
    if not titles.ends_with_genre(document.title):
        yield Note(0, f"标题“{document.title}”不以文种结尾，可能不完整，请核对。")
    if not any(part.blocks for part in document.parts):
        yield Note(0, "只有标题，没有正文。")


def _years(document: Document) -> Iterator[Note]:
    numbers = find_numbers(document.document_number)
    if numbers and document.issued_on and numbers[0].year != document.issued_on.year:
        yield Note(0, f"文号年份{numbers[0].year}与成文日期{document.issued_on.year}年不一致，请核对。")
    later = [
        block
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Signature) and block.date and block.date != document.issued_on
    ]
    for block in later:
        yield Note(block.line, f"另有落款日期{block.date}，与成文日期{document.issued_on}不同，请核对。")
    if document.published_on and document.issued_on and document.published_on < document.issued_on:
        yield Note(0, f"发布日期{document.published_on}早于成文日期{document.issued_on}，请核对。")


def _named(document: Document) -> Iterator[Note]:
    """Instruments the title of a notice names, against the titles of the texts that follow."""
    if not titles.is_covering(document.title):
        return
    attached = [part for part in document.parts if part.kind in ("instrument", "annex") and part.title]
    if not attached:
        yield Note(0, "标题写明印发文件，但没有找到所印发的正文。")
        return
    for name in titles.named_in(document.title):
        if not any(titles.core(part.title).startswith(titles.core(name)) for part in attached):
            found = "、".join(f"{titles.quoted(part.title)}" for part in attached)
            yield Note(
                attached[0].line,
                f"标题印发的是{titles.quoted(name)}，正文所附为{found}，名称不一致，请核对。",
            )


def _annexes(document: Document) -> Iterator[Note]:
    """The annexes a list announces, against the annexes that follow."""
    listed = list(_annex_list(document))
    found = [part for part in document.parts if part.kind == "annex"]
    if listed and not found:
        yield Note(listed[0][1], f"文中列有{len(listed)}个附件，来源中没有附件正文。")
        return
    if listed and len(found) != len(listed):
        yield Note(listed[0][1], f"文中列有{len(listed)}个附件，找到附件正文{len(found)}个，请核对。")
    for (title, line), part in zip(listed, found, strict=False):
        if part.title and not titles.same(title, part.title):
            yield Note(line, f"附件清单写作“{title}”，附件标题为“{part.title}”，按附件标题录入。")


def _annex_list(document: Document) -> Iterator[tuple[str, int]]:
    for part in document.parts:
        for block in paragraphs(part):
            if part.kind == "annex" or not re.match(r"附\s*件?\s*[:：]", block.text):
                continue
            for offset, item in enumerate(block.text.split("\n")):
                found = _ANNEX_ITEM.fullmatch(item)
                title = found["title"].strip().removeprefix("《").removesuffix("》") if found else ""
                if title:
                    yield title, block.line + offset


def _deadlines(document: Document) -> Iterator[Note]:
    if document.issued_on is None:
        return
    for part in document.parts:
        for block in paragraphs(part):
            for deadline in find_deadlines(block.text):
                if deadline.latest < document.issued_on:
                    text = f"期限“{deadline.text}”早于成文日期{document.issued_on}，请核对。"
                    yield Note(block.line, text)


def _broken(part: Part) -> Iterator[Note]:
    """Text that stops inside a sentence, at the end or before the next clause, or after a heading."""
    for block, following in zip_longest(part.blocks, part.blocks[1:]):
        if not isinstance(block, Paragraph) or isinstance(following, Table):
            continue
        if block.text.endswith(_DANGLING):
            yield Note(block.line, f"“…{block.text[-12:]}”句子没有结束，来源可能缺文，未作补写。")
        elif not isinstance(following, Paragraph) and _stops(block, following):
            yield Note(block.line, f"“…{block.text[-12:]}”之后没有内容，来源在此中断，未作补写。")


def _stops(block: Paragraph, following: Signature | None) -> bool:
    if is_closed(block.text):
        return following is None and bool(_ANNOUNCES.search(block.text))
    mark = find_mark(block.text)
    if following is not None or block.text.startswith("附"):
        return False
    return bool(mark and mark.kind != "digit") or len(block.text) >= 20 or bool(block.heading)


def _jumps(part: Part) -> Iterator[Note]:
    """Numbers of one kind below one clause must rise by one or begin again at one."""
    open_marks: list[Mark] = []
    for block in paragraphs(part):
        mark = find_mark(block.text)
        if mark is None:
            continue
        before = _close(open_marks, mark)
        expected = before.value + 1 if before else 1
        if mark.value not in (expected, 1) or (
            before and mark.value == 1 and mark.kind in ("article", "han")
        ):
            last = f"从“{before.text}”" if before else "起始"
            text = f"编号{last}跳到“{mark.text}”，应为“{mark_text(mark.kind, expected)}”，原文照录，请核对。"
            yield Note(block.line, text)


def _close(open_marks: list[Mark], mark: Mark) -> Mark | None:
    """The sister before this mark, with all below her closed. Articles are counted through their chapters."""
    place = next((i for i, other in enumerate(open_marks) if other.kind == mark.kind), None)
    before, below = None, open_marks[:0]
    if place is not None:
        before, below = open_marks[place], open_marks[place + 1 :]
        del open_marks[place:]
    open_marks.append(mark)
    if mark.kind in ("book", "chapter", "section"):
        open_marks += [other for other in below if other.kind == "article"]
    return before


def _stray(part: Part) -> Iterator[Note]:
    for block in paragraphs(part):
        for found in _STRAY_WORD.finditer(block.text):
            yield Note(block.line, f"文中夹有英文“{found['word']}”，疑为识别错误，原文照录，请核对。")
        if _MOJIBAKE.search(block.text):
            yield Note(block.line, "文中有无法显示的字符，请对照原件核对。")
