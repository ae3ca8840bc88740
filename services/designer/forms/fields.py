"""Form fields whose values are those of a declaration: lists of texts, codes of other parts, tables of pairs."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from services.designer import parts

LONGEST_NAME = 60
LONGEST_TEXT = 1000
MOST_LINES = 60

Choices = Sequence[tuple[Any, Any]]


class Line(forms.CharField):
    """One line of text, without what a line cannot hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_NAME, **kwargs})


class Note(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"max_length": LONGEST_TEXT, "required": False, "widget": forms.Textarea({"rows": 2}), **kwargs}
        )


class Lines(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(
            **{"required": False, "max_length": 6000, "widget": forms.Textarea({"rows": rows}), **kwargs}
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(parts.texts(value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("最多%(most)s行。"), params={"most": MOST_LINES})
        return lines


class Bases(Lines):
    """One basis a line: the document number, a space, the clause."""

    def clean(self, value: Any) -> Any:
        lines = super().clean(value)
        bare = [line for line in lines if not line.partition(" ")[2].strip()]
        if bare:
            raise forms.ValidationError(
                _("“%(line)s”没有写条款：文号之后空一格写条款。"), params={"line": bare[0]}
            )
        return lines


class Figure(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "min_value": 0, "max_value": 100_000_000, **kwargs})


class One(forms.ChoiceField):
    """A code, or nothing."""

    def __init__(self, *, choices: Choices = (), empty: str = "—", **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(**{"required": False, "choices": [("", empty), *choices], **kwargs})

    def offer(self, choices: Choices) -> None:
        self.choices = [("", self.empty), *choices] if not self.required else list(choices)


class Ticks(forms.CheckboxSelectMultiple):
    """Boxes to tick: what is chosen or used in the procedure first, the rest of the shared names folded away."""

    template_name = "designer/widgets/ticks.html"


class Many(forms.MultipleChoiceField):
    """Codes, kept in the order in which they were declared; new ones come last."""

    widget = Ticks

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def offer(self, choices: Choices) -> None:
        self.choices = list(choices)

    def clean(self, value: Any) -> Any:
        return [] if value in (None, "") else list(dict.fromkeys(super().clean(value)))


class Pairs(forms.CharField):
    """A table of texts, one `name = text` a line; a line without a sign stands for itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"required": False, "max_length": 6000, "widget": forms.Textarea({"rows": 4}), **kwargs}
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return "\n".join(key if key == said else f"{key} = {said}" for key, said in value.items())

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        pairs = [
            (left.strip(), right.strip() or left.strip())
            for left, _sign, right in (x.partition("=") for x in lines)
        ]
        if len({key for key, _said in pairs}) < len(pairs):
            raise forms.ValidationError(_("有两行的名称相同。"))
        if len(pairs) > MOST_LINES or any(not key or len(key) > LONGEST_NAME for key, _said in pairs):
            raise forms.ValidationError(
                _("每行写一项，每项不超过%(most)s个字。"), params={"most": LONGEST_NAME}
            )
        return dict(pairs)


def figure(said: Any) -> Any:
    """A whole or broken number where it is one; anything else stays a text."""
    try:
        return int(str(said)) if str(said).lstrip("-").isdecimal() else _finite(float(said))
    except (TypeError, ValueError):
        return said


def _finite(number: float) -> float:
    if not isfinite(number):
        raise ValueError(number)
    return number
