"""Opens the demo's files for their tests."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "home" / "demo"
COUNTIES = ("linhai", "pingchuan", "yunxi")
SITES = (*COUNTIES, "umbrella")

# National texts whose number is quoted. Every other number belongs to a document of the same file.
NATIONAL = {"法释〔2011〕5号", "国务院令第649号", "国务院令第701号", "国务院令第724号", "公安部令第146号"}


@cache
def site(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def every(kind):
    return [
        pytest.param(name, item, id=f"{name}-{item['slug']}") for name in SITES for item in site(name)[kind]
    ]
