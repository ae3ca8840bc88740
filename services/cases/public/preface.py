"""What storeys above have to say over an application before anybody fills it in, by procedure."""

from collections.abc import Callable

from services.cases.beside import Section
from services.procedures.spec import Procedure

Source = Callable[[Procedure], Section]

_sources: dict[str, Source] = {}


def register(procedure: str, source: Source) -> None:
    _sources[procedure] = source


def preface(procedure: Procedure) -> Section | None:
    source = _sources.get(procedure.code)
    return source(procedure) if source else None
