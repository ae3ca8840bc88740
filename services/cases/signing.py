"""Who signs and who reads which paper of a case (`signing.toml`, `readers.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def signing() -> Mapping[str, tuple[str, ...]]:
    declared = tomllib.loads((Path(__file__).parent / "signing.toml").read_text("utf-8"))
    return {code: tuple(who) for code, who in declared.items()}


@cache
def readers() -> Mapping[str, tuple[str, ...]]:
    declared = tomllib.loads((Path(__file__).parent / "readers.toml").read_text("utf-8"))
    return {code: tuple(sides) for code, sides in declared.items()}
