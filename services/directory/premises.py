"""What is looked at in the rooms of an organisation, as declared in premises.toml. Pure Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.declarations.table import Declared

FILE = Path(__file__).with_name("premises.toml")


@dataclass(frozen=True)
class Item:
    """`kinds` are the kinds of organisations it is asked of; none: all that mediate."""

    code: str
    name: str
    help: str
    kinds: tuple[str, ...]
    basis: str


@cache
def items() -> Mapping[str, Item]:
    """Raises MalformedDeclaration, which names every fault with its line."""
    declared, found = Declared.open(FILE), {}
    with declared.table() as root:
        for code, table in root.named("items"):
            with table:
                found[code] = Item(
                    code,
                    table.text("name"),
                    table.text("help", ""),
                    table.texts("kinds"),
                    table.text("basis"),
                )
    declared.settle()
    return found


def called(code: str) -> str:
    known = items().get(code)
    return known.name if known else code


def asked_of(kind: str) -> tuple[Item, ...]:
    return tuple(item for item in items().values() if not item.kinds or kind in item.kinds)
