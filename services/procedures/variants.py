"""A procedure as it is where a variant of it holds."""

from services.procedures.load import read
from services.procedures.overlay import merged
from services.procedures.spec import Procedure, Variant


def varied(procedure: Procedure, code: str) -> Procedure:
    """The procedure with one variant laid over; it has no variants itself. KeyError for an unknown code."""
    variant = {variant.code: variant for variant in procedure.variants}[code]
    data = {**procedure.source, "variants": {}}
    return read(merged(data, variant.changes), f"{procedure.code}@{code}")


def for_territory(procedure: Procedure, division: str) -> tuple[Variant, ...]:
    """Variants that hold in an administrative division, the narrowest territory first."""
    found = [
        (max(map(len, matching)), variant)
        for variant in procedure.variants
        if (matching := [code for code in variant.territories if division.startswith(code)])
    ]
    return tuple(variant for _length, variant in sorted(found, key=lambda pair: -pair[0]))
