"""Templates of notices: plain sentences with `{placeholders}`. Pure: which may be used, and what they become."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from services.notices.registry import OFFICE, Kind, Placeholder

LONGEST = 500
_MARK = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# What somebody writes who means a placeholder; full-width braces come from Chinese keyboards.
_BRACE = re.compile(r"[{}｛｝]")


class MissingValueError(ValueError):
    """A declared placeholder was given no value."""


def usable(kind: Kind) -> tuple[Placeholder, ...]:
    return (*kind.placeholders, OFFICE)


def shipped(kind: Kind) -> str:
    with override("zh-hans"):
        return str(kind.text)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Values are put in as they are: a brace in a value stays a brace."""
    return _MARK.sub(lambda mark: str(values.get(mark[1], mark[0])), template)


def sampled(kind: Kind, template: str, office: str) -> str:
    """As a preview shows it."""
    with override("zh-hans"):
        values = {one.code: str(one.sample) for one in kind.placeholders}
        return fill(template, values | {OFFICE.code: office})


def check_values(kind: Kind, values: Mapping[str, object]) -> None:
    missing = [one.code for one in kind.placeholders if one.code not in values]
    if missing:
        raise MissingValueError(f"{kind.code} lacks {', '.join(missing)}")


def faults(kind: Kind, template: str) -> list[str]:
    """What is wrong with a county's wording, in words for the person who writes it."""
    known = {one.code for one in usable(kind)}
    unknown = [mark for mark in dict.fromkeys(_MARK.findall(template)) if mark not in known]
    found = [
        _("没有“{%(mark)s}”这个占位符。可以用：%(usable)s。")
        % {"mark": mark, "usable": _listed(usable(kind))}
        for mark in unknown
    ]
    if _BRACE.search(_MARK.sub("", template)):
        found.append(
            _("花括号没有成对，或者里面不是占位符。占位符用半角花括号，可以用：%(usable)s。")
            % {"usable": _listed(usable(kind))}
        )
    return found


def _listed(placeholders: Iterable[Placeholder]) -> str:
    return "、".join(f"{{{one.code}}}" for one in placeholders)
