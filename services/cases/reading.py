"""Values of declared fields as people read them: on pages, in papers, in exports."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from services.procedures.spec import Procedure

_HAN = re.compile(r"[\u4e00-\u9fff]")


def readable(declared: Mapping[str, Any], value: Any) -> str:
    """One value of a field (`declared` as `services.forms` has it); lists are joined, rows of a table by lines."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        if declared.get("type") == "table":
            return "\n".join(_row(declared, row) for row in value)
        return "、".join(readable({**declared, "multiple": False}, one) for one in value)
    options = declared.get("options") or {}
    if isinstance(value, str) and value in options:
        return str(options[value])
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("address") or "")
    if declared.get("type") in ("date", "time"):
        return _moment(value)
    return f"{value}元" if declared.get("type") == "money" else str(value)


def read_fields(procedure: Procedure, data: Mapping[str, Any]) -> dict[str, str]:
    """By code, for every field of the procedure that is filled, and every sentence that stands beside them."""
    plain = {code: said for code, said in data.items() if isinstance(said, str) and _HAN.search(said)}
    return plain | {
        code: said
        for code, field in procedure.fields.items()
        if (said := readable(field.declared, data.get(code)))
    }


def _row(declared: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    columns = declared.get("columns") or {}
    return "，".join(
        f"{column.get('label', code)}：{readable(column, row[code])}"
        for code, column in columns.items()
        if row.get(code)
    )


def _moment(value: Any) -> str:
    said = str(value)
    at = parse_datetime(said) if len(said) > len("2026-01-01") else None
    if at is not None:
        return f"{_day(at.date())}{at.hour}时{at.minute:02}分"
    day = parse_date(said[:10]) if said[:4].isdigit() else None
    return _day(day) if day else said


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
