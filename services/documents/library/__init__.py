"""The forms that are shipped: one entry per kind of paper, in a small language that `layout` reads.

[kind]
title = "人民调解协议书"
body = '''…'''

A line of the body is a paragraph. What it begins with says how it stands:

    #   heading in bold          ^   centred            >   to the right        -   without indent
    |   a row of a table: cells between bars, label and value in turn; the last cell takes what is left
    |30 the row is at least 30 mm high
    |:  a row of headings; the rows under it are cells without labels
    %   an instruction (for, endfor, if, endif) for the paragraphs or rows it stands among
    @seats      the lines of those who sign
    @seal       office and date, to the right, where the seal is set
    @page       a new page
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
GENERAL = "general"
_NOT_FORMS = {"vocabulary.toml"}


@dataclass(frozen=True)
class Form:
    kind: str
    title: str
    family: str
    body: str


@cache
def shipped() -> dict[str, Form]:
    """By kind, in the order of the files."""
    found: dict[str, Form] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name in _NOT_FORMS:
            continue
        for kind, said in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if kind in found:
                raise ValueError(f"{path.name}: {kind} stands twice")
            found[kind] = Form(kind, said["title"], path.stem.split("_")[1], said["body"].strip("\n"))
    return found
