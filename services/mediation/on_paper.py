"""The words of papers.toml, filled in."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _words() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "papers.toml").read_text("utf-8"))


def on_paper(key: str, **told: object) -> str:
    return _words()[key].format(**told)
