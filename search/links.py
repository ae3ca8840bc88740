"""Facets and filters as links: plain addresses, so that the page works without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from search.asked import Asked
from search.queries import VALIDITY_LABELS
from search.registry import registry
from search.types import Results
from tenants.models import Tenant


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Active:
    """A filter in force, and the address of the same search without it."""

    label: str
    value: str
    url: str


# The parameter of the address, and the facet of the engine behind it.
_FACETS = {"kind": "kind", "county": "tenant", "year": "year", "issuer": "issuer", "validity": "validity"}
_SHOWN = 12


def address(text: str, filters: Mapping[str, str], page: int = 1) -> str:
    asked = {"q": text} | dict(filters) | ({"page": str(page)} if page > 1 else {})
    return "?" + urlencode(asked)


def facets(asked: Asked, results: Results, visible: Mapping[str, Tenant]) -> list[Facet]:
    """Facets that still divide the results; a single value that everything has is no choice."""
    made = []
    for parameter, facet in _FACETS.items():
        if parameter in asked.filters or (parameter == "county" and len(visible) == 1):
            continue
        choices = tuple(
            Choice(
                value_label(parameter, bucket.value, visible),
                bucket.count,
                address(asked.text, asked.filters | {parameter: bucket.value}),
            )
            for bucket in sorted(results.facets.get(facet, ()), key=_order(parameter))[:_SHOWN]
        )
        if len(choices) > 1 or (choices and choices[0].count < results.objects):
            made.append(Facet(parameter, _facet_labels()[parameter], choices))
    return made


def active(asked: Asked, visible: Mapping[str, Tenant]) -> list[Active]:
    labels = _facet_labels()
    return [
        Active(
            labels[name],
            value_label(name, value, visible),
            address(asked.text, {key: kept for key, kept in asked.filters.items() if key != name}),
        )
        for name, value in asked.filters.items()
    ]


def value_label(parameter: str, value: str, visible: Mapping[str, Tenant]) -> str:
    if parameter == "kind":
        searchable = registry.get(value)
        return str(searchable.label) if searchable else value
    if parameter == "county":
        return visible[value].name if value in visible else value
    if parameter == "validity":
        return str(VALIDITY_LABELS.get(value, value))
    return _("这一份文件") if parameter == "within" else value


def _order(parameter: str):
    if parameter == "year":
        return lambda bucket: (-int(bucket.value),)
    return lambda bucket: (-bucket.count, bucket.value)


def _facet_labels() -> dict[str, str]:
    return {
        "kind": _("类别"),
        "county": _("地区"),
        "year": _("年份"),
        "issuer": _("发布机构"),
        "validity": _("有效性"),
        "within": _("范围"),
    }
