"""The disclosure table above a document on a government site: 索引号, 发文时间, 文号, 公开方式, 有效性 …"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from home.importer.dates import find_date, find_time
from home.importer.numbers import number_line
from home.importer.rows import Row
from home.importer.types import Disclosure, Document, Note, Rows, Validity

_NAMES = {
    "index_number": "索引号",
    "published": "发文时间 发布日期 发布时间 公开日期 公开时间",
    "issued": "发文日期 成文日期 生成日期",
    "organ": "发布机构 发文机关 发布机关 发文单位 公开机构 发布单位",
    "number": "文号 发文字号",
    "disclosure": "公开方式 公开属性",
    "validity": "有效性 效力状态 时效性 有效期",
    "title": "标题 名称 信息名称 文件名称",
    "effective": "实施日期 生效日期 施行日期",
    "expires": "失效日期 废止日期",
    "": "主题分类 体裁分类 主题词 公开时限 公开范围 服务对象 关键词 责任部门 信息格式 语种",
    "origin": "来源 信息来源",
}
KEYS = {key: name for name, keys in _NAMES.items() for key in keys.split()}
_SPACED = "|".join(r"\s*".join(key) for key in sorted(KEYS, key=len, reverse=True))
_KEY = re.compile(rf"(?:^|(?<=\s)|(?<=[】|]))(?:【\s*)?(?P<key>{_SPACED})\s*(?:】\s*)?(?:[:：]|(?=\s|$))\s*")
_VALIDITY: dict[str, Validity] = {
    "现行有效": "valid", "有效": "valid", "已修改": "amended", "已修订": "amended", "已废止": "repealed",
    "废止": "repealed", "已失效": "expired", "失效": "expired", "无效": "expired",
}  # fmt: skip
_DISCLOSURE: dict[str, Disclosure] = {
    "主动公开": "active", "依申请公开": "on_request", "不予公开": "not_public", "不公开": "not_public",
}  # fmt: skip


def header_fields(text: str) -> dict[str, str]:
    """The pairs of a line such as `索 引 号 x 发文时间 2018-03-30`; {} for any other line."""
    found = list(_KEY.finditer(text))
    if not found or found[0].start() > 0:
        return {}
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        re.sub(r"\s", "", match["key"]): text[match.end() : end].strip(" |｜")
        for match, end in zip(found, ends, strict=True)
    }


def table_fields(rows: Rows) -> dict[str, str]:
    """The same from a table whose cells are key and value in turn; {} for any other table."""
    pairs: dict[str, str] = {}
    for row in rows:
        cells = [cell.strip() for cell in row]
        for cell, value in pairwise([*cells, ""]):
            key = re.sub(r"[\s:：【】]", "", cell)
            if key in KEYS:
                pairs[key] = "" if re.sub(r"[\s:：【】]", "", value) in KEYS else value
            else:
                pairs.update(header_fields(cell))
    return pairs if len(pairs) > 1 else {}


def row_fields(row: Row) -> dict[str, str]:
    return table_fields(row.table) if row.table is not None else header_fields(row.text)


def apply_header(document: Document, rows: Iterable[Row]) -> None:
    """Carry the pairs over; what does not parse stays in `header` and becomes a note."""
    for row in rows:
        for key, value in row_fields(row).items():
            document.header.setdefault(key, value)
            problem = _apply(document, KEYS[key], value) if value else ""
            if problem:
                document.notes.append(Note(row.number, f"信息头“{key}”的值“{value}”{problem}，未采用。"))


def _apply(document: Document, name: str, value: str) -> str:
    match name:
        case "index_number" | "origin":
            setattr(document, name, value.split(maxsplit=1)[0])
        case "published":
            document.published_on, document.published_time = find_date(value), find_time(value)
            return "" if document.published_on else "不是日期"
        case "issued" | "effective" | "expires":
            return _apply_date(document, name, find_date(value))
        case "number":
            return _apply_number(document, value)
        case "disclosure":
            document.disclosure = _DISCLOSURE.get(value, "")
            return "" if document.disclosure else "无法识别"
        case "validity":
            document.validity = _VALIDITY.get(value, "")
            return "" if document.validity else "无法识别"
    return ""


def _apply_date(document: Document, name: str, day: date | None) -> str:
    field = {"issued": "issued_on", "effective": "effective_on", "expires": "expires_on"}[name]
    setattr(document, field, day)
    return "" if day else "不是日期"


def _apply_number(document: Document, value: str) -> str:
    number = number_line(value)
    document.document_number = number.text if number else ""
    return "" if number else "不是规范的文号"
