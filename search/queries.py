"""What the pages ask of the engine. Nothing is written here, and no page model is touched."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from search.asked import Asked
from search.engines.base import Engine
from search.engines.current import engine
from search.registry import registry
from search.text import meanings, tokens
from search.types import Hit, Query, Results
from tenants.models import Tenant

VALIDITY_LABELS = {"valid": _("有效"), "amended": _("已修改"), "repealed": _("废止"), "expired": _("失效")}


@dataclass(frozen=True, slots=True)
class Option:
    """Another question that has an answer."""

    text: str
    filters: dict[str, str]
    count: int


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try when nothing was found. `sections` is never empty where anything is registered."""

    others: tuple[Option, ...] = ()
    fewer_words: tuple[Option, ...] = ()
    without_filters: Option | None = None
    sections: tuple[Section, ...] = ()

    @property
    def has_other_words(self) -> bool:
        return bool(self.others or self.fewer_words or self.without_filters)


def visible_tenants(tenant: Tenant) -> dict[str, Tenant]:
    """Whose entries a visitor of this site may find: a county's own; an umbrella's and those of its counties."""
    if not tenant.is_umbrella:
        return {tenant.slug: tenant}
    counties = Tenant.objects.filter(parent=tenant).select_related("site")
    return {one.slug: one for one in (tenant, *counties)}


def find(tenant: Tenant, asked: Asked, visible: dict[str, Tenant]) -> Results:
    if asked.has_no_words:
        return Results()
    slugs = tuple(visible)
    results = engine().search(asked.query(slugs))
    if results.pages and asked.page > results.pages:
        results = engine().search(asked.query(slugs, page=results.pages))
    return replace(results, hits=tuple(_addressed(hit, tenant, visible) for hit in results.hits))


def _addressed(hit: Hit, here: Tenant, visible: dict[str, Tenant]) -> Hit:
    """The address of another county's clause leads to that county's host."""
    if hit.tenant == here.slug:
        return hit
    return replace(hit, url=visible[hit.tenant].root_url + hit.url)


def advice(tenant: Tenant, asked: Asked, visible: dict[str, Tenant]) -> Advice:
    current, slugs = engine(), tuple(visible)
    return Advice(
        others=tuple(_counted(current, slugs, current.suggest(asked.query(slugs)))),
        fewer_words=tuple(_counted(current, slugs, _with_one_word_less(asked.text))),
        without_filters=_without_filters(current, slugs, asked),
        sections=tuple(sections(tenant)),
    )


def asks_the_office(asked: Asked) -> bool:
    """Hours and telephone numbers: no page answers better than the office's own line."""
    return any(one.ask for run in tokens.runs(asked.text) for one in meanings.read(run.units).meanings)


def sections(tenant: Tenant) -> Iterator[Section]:
    """Ways on that need no words: the lists of a county, or the kinds across the counties of an umbrella."""
    for searchable in registry:
        if tenant.is_umbrella:
            yield Section(searchable.label, f"/search/?kind={searchable.kind}")
        elif searchable.index_url and searchable.index_url != "/":
            yield Section(searchable.label, searchable.index_url)


def _with_one_word_less(text: str) -> list[str]:
    words = text.split()
    if not 2 <= len(words) <= 6:
        return []
    return [" ".join(words[:i] + words[i + 1 :]) for i in range(len(words))]


def _counted(current: Engine, slugs: tuple[str, ...], texts: list[str]) -> Iterator[Option]:
    for text in texts:
        found = current.search(Query(text=text, tenants=slugs, size=1))
        if found.total and not found.loose:
            yield Option(text, {}, found.objects)


def _without_filters(current: Engine, slugs: tuple[str, ...], asked: Asked) -> Option | None:
    if not asked.filters:
        return None
    found = current.search(Query(text=asked.text, tenants=slugs, size=1))
    return Option(asked.text, {}, found.objects) if found.total else None
