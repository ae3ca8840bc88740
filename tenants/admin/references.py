"""Finds every row that a typed-in value names, however deep: chosen rows, blocks within blocks, links in rich text."""

import re
from collections.abc import Iterator, Mapping
from functools import singledispatch
from html.parser import HTMLParser
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import RichText

Named = Iterator[tuple[type[Model], object]]

# What the database form of rich text writes in `linktype` and `embedtype`, and the table it means.
_MEANT = {"page": Page, "document": get_document_model(), "image": get_image_model()}
_SPEAKS_OF_ROWS = re.compile(r"(linktype|embedtype)\s*=", re.IGNORECASE)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[type[Model], object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        table = _MEANT.get((given.get("linktype") or given.get("embedtype") or "").strip())
        if table is not None and given.get("id"):
            self.found.append((table, given["id"]))


def links(html: str) -> list[tuple[type[Model], object]]:
    if not _SPEAKS_OF_ROWS.search(html):
        return []
    parser = _Links()
    parser.feed(html)
    parser.close()
    return parser.found


@singledispatch
def named_rows(value: Any) -> Named:
    """Numbers, dates, booleans: they name nothing."""
    yield from ()


@named_rows.register(Model)
def _row(value: Model) -> Named:
    if value.pk is not None:
        yield type(value), value.pk


@named_rows.register(str)
def _text(value: str) -> Named:
    yield from links(value)


@named_rows.register(RichText)
def _rich_text(value: RichText) -> Named:
    yield from links(value.source)


@named_rows.register(StreamValue)
def _stream(value: StreamValue) -> Named:
    for child in value:
        yield from named_rows(child.value)


@named_rows.register(ListValue)
@named_rows.register(QuerySet)
@named_rows.register(list)
@named_rows.register(tuple)
def _several(value: Any) -> Named:
    for item in value:
        yield from named_rows(item)


@named_rows.register(StructValue)
@named_rows.register(Mapping)
def _struct(value: Mapping) -> Named:
    for item in value.values():
        yield from named_rows(item)
