"""One column may hold several numbers and words between them; a button dials one number."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django import template

register = template.Library()

# Area code and number, a mobile number, a short number (12348); an extension (转8001) is not dialled.
_NUMBER = re.compile(
    r"(?<![\d转])(?:\+?86[- ]?)?(?:0\d{2,3}[- ]?\d{3,4}[- ]?\d{4}|1\d{10}|[1-9]\d{2,7})(?!\d)"
)


class Number(NamedTuple):
    written: str
    dialled: str


@register.filter
def numbers(phone: str) -> Iterator[Number]:
    for found in _NUMBER.findall(phone or ""):
        yield Number(found, re.sub(r"[^\d+]", "", found))
