"""What a person reads on a page: its text, and the attributes that are shown or spoken."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponse

SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt")
UNSEEN = {"script", "style", "svg", "code"}
VOID = set("area base br col embed hr img input link meta source track wbr".split())
PRESSED = {"submit", "button", "reset"}


class _Reader(HTMLParser):
    """A text's language is the nearest `lang` around it, as for a browser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open_tags: list[tuple[str, str]] = []
        self.read: list[tuple[str, str]] = []

    @property
    def language(self) -> str:
        return self.open_tags[-1][1] if self.open_tags else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.language
        spoken = [given.get(name) for name in SPOKEN]
        if tag == "input" and given.get("type") in PRESSED:
            spoken.append(given.get("value"))
        self.read += [(text.strip(), language) for text in spoken if text]
        if tag not in VOID:
            self.open_tags.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if tag in {opened for opened, _ in self.open_tags}:
            while self.open_tags.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not UNSEEN & {tag for tag, _ in self.open_tags}:
            self.read.append((re.sub(r"\s+", " ", data).strip(), self.language))


def texts(html: str) -> Iterator[tuple[str, str]]:
    """Every text of a page with its language."""
    reader = _Reader()
    reader.feed(html)
    yield from reader.read


def pages_in(response: HttpResponse) -> list[str]:
    """The HTML of an answer; Wagtail's windows come wrapped in JSON."""
    kind = response.get("Content-Type", "")
    if "html" in kind:
        return [response.content.decode()]
    if "json" in kind:
        return [value for value in json.loads(response.content).values() if "<" in str(value)]
    return []
