"""From when, until when and where a document holds, and whether it is on trial."""

import re
from datetime import date, timedelta

from home.importer.dates import FULL_DATE, find_date
from home.importer.types import Document, Note, Paragraph, Part
from home.numbering import find_mark, parse_numeral

_START = re.compile(
    r"自\s*(?P<when>印发|下发|发文|发布|公布|颁布|签发|通过|批准|.{0,3}\d{4}.{2,12}|[一二]\S{3}年.{2,8}日)\s*之?(?:日)?\s*"
    r"(?:起|后)(?:正式)?(?P<trial>试行|施行|实施|执行|生效|开始施行)"
)
_PERIOD = re.compile(r"(?:有效|试行|施行)期")
_UNTIL = re.compile(
    r"(?:有效|试行|施行)期\s*(?:限)?\s*(?:为|是|至|到)?\s*(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*年"
)
_TERRITORY = re.compile(
    r"[，,；;。]\s*(?:由|在)?(?P<where>[\u4e00-\u9fff、]{2,20}?)(?:遵照|参照|范围内)(?:执行|施行|适用|试行)"
)
_TRIAL_TITLE = re.compile(r"[（(](?:试行|暂行)[）)]|暂行|试行")
_BY_ISSUE = ("印发", "下发", "发文", "签发")


def find_effect(document: Document) -> None:
    names = [document.title, *(part.title for part in document.parts)]
    trial = next((name for name in names if _TRIAL_TITLE.search(name)), "")
    document.is_trial = bool(trial)
    for part in document.parts:
        if part.kind == "interpretation":
            continue
        for block in part.blocks:
            if isinstance(block, Paragraph):
                _read(document, part, block)
    if trial and trial != document.title:
        document.notes.append(
            Note(0, f"“试行”出自《{trial.strip('《》')}》，请确认是否适用于整份文件。", "info")
        )


def _own_start(text: str) -> re.Match[str] | None:
    """The clause that puts this text into force, not one that tells of another: 本办法自…起施行."""
    for found in _START.finditer(text):
        mark = find_mark(text)
        lead = text[mark.start if mark else 0 : found.start()].rsplit("。", 1)[-1].rsplit("】", 1)[-1]
        if not lead.strip() or ("本" in lead and "》" not in lead):
            return found
    return None


def _read(document: Document, part: Part, block: Paragraph) -> None:
    found = _own_start(block.text)
    if found and not document.effective_clause:
        document.effective_clause = block.text
        document.is_trial = document.is_trial or found["trial"] == "试行"
        document.effective_on = document.effective_on or _begin(document, found["when"], block.line)
        where = _TERRITORY.search(block.text, found.end())
        document.territory = where["where"] if where else ""
        if part.kind == "annex":
            text = f"施行条款出自{part.label or '附件'}，请确认是否适用于整份文件。"
            document.notes.append(Note(block.line, text, "info"))
    if block.text == document.effective_clause and not document.expires_on:
        _expiry(document, block)


def _begin(document: Document, when: str, line: int) -> date | None:
    if FULL_DATE.search(when) or when[-1:].isdigit():
        return find_date(when) or find_date(when + "日")
    if when in _BY_ISSUE:
        return document.issued_on
    if document.published_on:
        return document.published_on
    document.notes.append(Note(line, f"自{when}之日起施行，但来源没有载明{when}日期；施行日期留空，请填写。"))
    return None


def _expiry(document: Document, block: Paragraph) -> None:
    period = _PERIOD.search(block.text)
    if not period:
        return
    document.expires_on = find_date(block.text[period.end() :])
    years = _UNTIL.search(block.text)
    if document.expires_on or not years:
        return
    count, begin = parse_numeral(years["n"]), document.effective_on
    if count and begin:
        last = 28 if (begin.month, begin.day) == (2, 29) else begin.day
        document.expires_on = date(begin.year + count, begin.month, last) - timedelta(days=1)
    if not FULL_DATE.search(block.text):
        text = f"{period.group()}{years['n']}年，失效日期由施行日期推算，请核对。"
        document.notes.append(Note(block.line, text, "info"))
