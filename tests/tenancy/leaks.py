"""Reads an answer for the names of another county, however they are written: as text, JSON, HTML or in an address."""

import html
import re
from urllib.parse import unquote

from django.http import HttpResponseBase

from tests.tenancy.world import World

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def names_of(world: World) -> set[str]:
    slug, name = world.tenant.slug, world.tenant.name
    return {world.mark.word, world.mark.latin, name, f"{slug}-editor", f"{slug}:editor", f"//{slug}.", f"{slug}.localhost"}


def text_of(response: HttpResponseBase) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    plain = content.decode("utf-8", "replace")
    for _ in range(2):  # JSON within HTML within JSON
        plain = html.unescape(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain))
    return plain + unquote(plain) + str(response.headers)


def leaked(response: HttpResponseBase, world: World) -> set[str]:
    text = text_of(response)
    return {name for name in names_of(world) if name in text}


def where(response: HttpResponseBase, name: str, around: int = 60) -> str:
    text = text_of(response)
    at = text.find(name)
    return text[max(0, at - around) : at + around].replace("\n", " ")
