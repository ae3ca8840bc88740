"""Attributes that help to type: the keyboard of a phone, what a browser may fill in by itself; rules in words."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.forms.spec import Field
from services.forms.values.attachments import LARGEST_MB

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"\d{2}:\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_CODE = {"type": "text", "autocapitalize": "characters", "spellcheck": "false"}
_TYPES: dict[str, dict[str, str]] = {
    "number": {"type": "text", "inputmode": "decimal"},
    "money": {"type": "text", "inputmode": "decimal"},
    "identity_number": _CODE,
    "credit_code": _CODE,
    "phone": {"type": "tel", "inputmode": "tel"},
}
# WCAG 1.3.5 asks to name what a person says about herself. In the data of others nothing is filled in.
_OWN = re.compile(r"^(applicant|my|own)(_|$)|^(name|phone|mobile|address)$")
_PURPOSES = {
    "person": "name",
    "name": "name",
    "phone": "tel",
    "place": "street-address",
    "organisation": "organization",
}


def of(field: Field, text: str) -> dict[str, Any]:
    """A value that the browser's own picker cannot show stays visible as text."""
    typed = _TYPES.get(field.type, {"type": "text"})
    if field.type == "date" and (not text or _ISO_DAY.fullmatch(text)):
        typed = {"type": "date", **_bounds(field)}
    elif field.type == "time":
        pattern, kind = (_ISO_MOMENT, "datetime-local") if field.with_date else (_ISO_TIME, "time")
        typed = {"type": kind} if not text or pattern.fullmatch(text) else typed
    elif field.type == "number" and not field.decimals and float(field.least or 0) >= 0:
        typed = {**typed, "inputmode": "numeric"}
    return {**typed, "autocomplete": purpose(field, field.type)}


def of_part(field: Field, part: str) -> dict[str, Any]:
    return {**_TYPES.get(part, {"type": "text"}), "autocomplete": purpose(field, part)}


def _bounds(field: Field) -> dict[str, str]:
    """Those that are days; “today” is checked when the form is sent."""
    bounds = {"min": str(field.least or ""), "max": str(field.most or "")}
    return {key: value for key, value in bounds.items() if _ISO_DAY.fullmatch(value)}


def purpose(field: Field, part: str) -> str:
    return _PURPOSES.get(part, "off") if _OWN.search(field.code) else "off"


def part_label(field: Field, part: str) -> str:
    if part == "name":
        return _("姓名") if field.type == "person" else _("单位名称")
    return {"identity_number": _("身份证号"), "credit_code": _("统一社会信用代码"), "phone": _("电话")}[part]


def line(value: Any) -> str:
    """What stands in a single line: typed text, or a checked value as it reads."""
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("address") or "")
    if isinstance(value, list | tuple):
        return _("、").join(map(line, value))
    return "" if value is None else str(value)


def read_out(field: Field, value: Any) -> str:
    """A checked value for reading, with the labels of options."""
    if value in (None, "", [], {}):
        return "—"
    if field.type in ("choice", "several"):
        options = dict(field.options)
        return _("、").join(
            options.get(one, str(one)) for one in (value if isinstance(value, list) else [value])
        )
    if field.type == "table":
        rows = ([read_out(column, row.get(column.code)) for column in field.columns] for row in value)
        return _("；").join(_("，").join(row) for row in rows)
    if field.type == "money":
        return _("%(amount)s元") % {"amount": value}
    return line(value) or _("已签名")


def _formats(accept: tuple[str, ...]) -> list[str]:
    """What people call these files; a suffix that has no such name stands for itself."""
    names = {
        _("照片"): ("jpg", "jpeg", "png", "webp", "heic"),
        _("PDF"): ("pdf",),
        _("Word文档"): ("doc", "docx"),
        _("录音"): ("mp3", "m4a", "wav"),
        _("视频"): ("mp4", "mov"),
    }
    known = {suffix: name for name, suffixes in names.items() for suffix in suffixes}
    return list(dict.fromkeys(known.get(suffix, suffix) for suffix in accept))


def rule(field: Field) -> str:
    """What a field demands and its help may not say."""
    if field.type == "file":
        size = {"size": field.largest_mb or LARGEST_MB}
        if field.accept:
            return _("可以上传%(formats)s，每个不超过%(size)sMB。") % {
                **size,
                "formats": _("、").join(_formats(field.accept)),
            }
        return _("每个文件不超过%(size)sMB。") % size
    if field.multiple:
        return _("不止一个的，用顿号隔开，如“甲、乙”。")
    if field.type == "several" and field.most:
        return _("最多选%(count)s项。") % {"count": field.most}
    return ""
