"""Which register the people of a board stand in."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from services.directory.models import Lawyer, Mediator, Organisation
from services.directory.queries import public_lawyers, public_mediators, public_organisations

KINDS: Mapping[str, str] = {"lawyers": "lawyer", "mediators": "mediator", "committees": "organisation"}
BOARDS: Mapping[str, str] = {kind: board for board, kind in KINDS.items()}
# The table, and the field that says where somebody belongs.
_TABLES: Mapping[str, tuple[type[Model], str]] = {
    "lawyer": (Lawyer, "firm"),
    "mediator": (Mediator, "organisation"),
    "organisation": (Organisation, ""),
}
_PUBLIC = {"lawyer": public_lawyers, "mediator": public_mediators, "organisation": public_organisations}


def called(kind: str, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """By key the name, and the name of the firm or the committee; also of those who have left."""
    model, body = _TABLES[kind]
    wanted = set(keys)
    lines = model.objects.values_list("pk", "name", *([f"{body}__name"] if body else []))
    return {line[0]: (line[1], line[2] if body else "") for line in lines.iterator() if line[0] in wanted}


def listed(kind: str, keys: Iterable[int]) -> frozenset[int]:
    """Who of these has a public profile today."""
    return frozenset(_PUBLIC[kind]().filter(pk__in=[*keys]).values_list("pk", flat=True))
