"""What storeys above know for a further procedure of a case, beside what the case itself holds."""

from collections.abc import Callable, Mapping
from typing import Any

from services.cases.models import Case

# Of the case that leads there and the code of the procedure.
Source = Callable[[Case, str], Mapping[str, Any]]

_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def known(case: Case, procedure: str) -> dict[str, Any]:
    return {field: value for source in _sources for field, value in source(case, procedure).items()}
