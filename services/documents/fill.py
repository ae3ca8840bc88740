"""Fills a Word template. The template is foreign text: its Jinja runs in a sandbox that knows no function at all."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services.documents.vocabulary import EMPTY, LINE, Nothing, Record, values

# docxtpl begins a new paragraph of the same kind where it meets this character.
_NEW_PARAGRAPH = "\a"


class FillingError(Exception):
    """The template cannot be filled; the words are Jinja's."""


def sandbox() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    environment.globals.clear()
    return environment


def fill(
    template: bytes,
    context: Mapping[str, Any],
    seats: Sequence[Mapping[str, str]] = (),
    *,
    marked: bool = False,
) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    named = {name: _paragraphs(value) for name, value in values(context, seats, marked=marked).items()}
    try:
        document.render(named, sandbox(), autoescape=True)
    except (TemplateError, SyntaxError, ValueError, LookupError, AttributeError, TypeError) as error:
        # Jinja's own, or a file whose XML does not close once it is filled.
        raise FillingError(str(error)) from error
    _blanks(document.docx)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _blanks(document: Any) -> None:
    """In a sentence what is missing is a line to write on; in a cell, or alone, it is left empty."""
    for paragraph in document.element.iter(qn("w:p")):
        texts = [text for text in paragraph.iter(qn("w:t")) if text.text]
        whole = "".join(text.text for text in texts)
        if EMPTY in whole:
            alone = whole.strip() == EMPTY or next(paragraph.iterancestors(qn("w:tc")), None) is not None
            for text in texts:
                text.text = text.text.replace(EMPTY, "" if alone else LINE)


def _paragraphs(value: Any) -> Any:
    if isinstance(value, Nothing):
        return value
    if isinstance(value, str):
        return _NEW_PARAGRAPH.join(part for part in value.split("\n") if part.strip())
    if isinstance(value, list):
        return [_paragraphs(part) for part in value]
    if isinstance(value, Record):
        return Record({name: _paragraphs(part) for name, part in value._values.items()})
    return value
