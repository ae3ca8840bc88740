"""Text, long text, choices."""

import re
import unicodedata
from typing import Any

from services.declarations.sentences import _
from services.forms.spec import Field
from services.forms.values.refusal import NotAccepted

LONGEST = {"text": 200, "long_text": 5000}
# A county writes the pattern; with few repetitions and a short text it cannot run for ever.
LONGEST_MATCHED = 200


def plain(value: Any) -> str:
    """The typed text without control characters and outer spaces; numbers as they read."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NotAccepted(_("这里应填写文字"))
    kept = (
        c
        for c in str(value).replace("\r\n", "\n")
        if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def narrow(value: Any) -> str:
    """Figures and letters of full width become those of half width."""
    return unicodedata.normalize("NFKC", plain(value))


def text(field: Field, value: Any) -> str:
    """One line: any run of white space becomes one space."""
    return _checked(field, re.sub(r"\s+", " ", plain(value)))


def long_text(field: Field, value: Any) -> str:
    return _checked(field, plain(value))


def _checked(field: Field, said: str) -> str:
    longest = field.longest or LONGEST[field.type]
    if len(said) > longest:
        raise NotAccepted(_("最多%(count)s个字，现有%(now)s个"), count=longest, now=len(said))
    if field.shortest and len(said) < field.shortest:
        raise NotAccepted(_("至少%(count)s个字，现有%(now)s个"), count=field.shortest, now=len(said))
    if field.pattern and (len(said) > LONGEST_MATCHED or not re.fullmatch(field.pattern, said)):
        raise NotAccepted(field.pattern_message.replace("%", "%%"))
    return said


def choice(field: Field, value: Any) -> str:
    chosen = plain(value)
    if chosen not in dict(field.options):
        raise NotAccepted(_("请从所列选项中选择"))
    return chosen


def several(field: Field, value: Any) -> list[str]:
    chosen = [choice(field, one) for one in (value if isinstance(value, list | tuple) else [value])]
    return list(dict.fromkeys(chosen))
