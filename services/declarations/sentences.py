"""Sentences a person reads, made where no framework may be imported.

`_()` only marks a sentence for the catalogue; whoever shows it translates: `str(sentence)` is the Chinese,
`sentence.said(gettext)` the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _(text: str) -> str:
    return text


@dataclass(frozen=True)
class Sentence:
    """A code for programs, a template with named places and what fills them."""

    code: str
    template: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def said(self, translate: Callable[[str], str]) -> str:
        return translate(self.template) % self.values

    def __str__(self) -> str:
        return self.said(str)
