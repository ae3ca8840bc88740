"""The whole form as it is drawn: groups in order; fields in no group come last."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.forms.describe import condition
from services.forms.spec import Form, Group
from services.inputs.drawing import Drawn, Page
from services.inputs.wording import said


@dataclass(frozen=True)
class DrawnGroup:
    title: str
    help: str
    shown_if: str
    when: str
    fields: list[Drawn]


def draw(page: Page, values: Mapping[str, Any]) -> list[DrawnGroup]:
    return [_group(group, page, values) for group in _groups(page.form)]


def _groups(form: Form) -> list[Group]:
    rest = tuple(one.code for one in form.fields if one.code not in form.group_of)
    return [*form.groups, *([Group("", rest)] if rest else [])]


def _group(group: Group, page: Page, values: Mapping[str, Any]) -> DrawnGroup:
    known = page.form.by_code
    return DrawnGroup(
        group.title,
        group.help,
        json.dumps(condition(group.shown_if), ensure_ascii=False) if group.shown_if else "",
        said(group.shown_if, page.form),
        [Drawn(known[code], f"{page.prefix}-{code}", code, values.get(code), page) for code in group.fields],
    )
