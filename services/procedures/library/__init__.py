"""The procedures that are shipped: one TOML file each, and the vocabulary they share in `shared/`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from services.procedures.load import Vocabulary, load, load_vocabulary
from services.procedures.spec import Procedure

FOLDER = Path(__file__).parent


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(FOLDER / "shared")


@cache
def shipped() -> Mapping[str, Procedure]:
    """Every shipped procedure by its code. Raises MalformedDeclaration; two files with one code are a ValueError."""
    found: dict[str, Procedure] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        procedure = load(path, vocabulary())
        if procedure.code in found:
            raise ValueError(f"{path.name}: {procedure.code} is declared twice")
        found[procedure.code] = procedure
    return MappingProxyType(found)
