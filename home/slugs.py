"""Addresses of pages: short, readable, ASCII, so that they survive being read out over the telephone."""

import re

from django.utils.text import slugify
from pypinyin import lazy_pinyin
from wagtail.models import Page

_NUMBER = re.compile(r"^(.+?)〔(\d{4})〕第?(\d+)号$")
LONGEST = 60


def slug_for(title: str, document_number: str = "") -> str:
    """`云司发〔2024〕12号` → `yun-si-fa-2024-12`; without a number the title's pinyin, cut at a syllable."""
    numbered = _NUMBER.match(document_number)
    words = [*lazy_pinyin(numbered[1]), numbered[2], numbered[3]] if numbered else lazy_pinyin(title)
    slug = ""
    for word in (slugify(word) for word in words):
        longer = f"{slug}-{word}".strip("-")
        if word and len(longer) <= LONGEST:
            slug = longer
    return slug or "page"


def free_slug(parent: Page, wanted: str) -> str:
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
