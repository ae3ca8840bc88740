"""What of the pages can be found, clause by clause."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import normalize_newlines
from wagtail.blocks import StreamValue
from wagtail.models import Page

from home import document_view
from home.kinds import KINDS, Kind
from home.models import PolicyPage, ServiceItemPage
from home.service_items import told
from search.registry import Searchable, register
from search.types import Entry
from tenants.models import Tenant
from tenants.scope import current_tenant


def _live(kind: Kind, tenant: Tenant) -> Iterable[Page]:
    return kind.model.objects.live().public().descendant_of(tenant.root_page)


def _entries(kind: Kind) -> Callable[[str], list[Entry]]:
    def entries(pk: str) -> list[Entry]:
        tenant = current_tenant()
        page = _live(kind, tenant).filter(pk=pk).first()
        if page is None:
            return []
        pieces = _policy(page) if isinstance(page, PolicyPage) else _article(page)
        return [
            Entry(
                tenant=tenant.slug, kind=kind.key, object_id=str(page.pk), title=page.title,
                url=_path(page, tenant) + (f"#{piece.anchor}" if piece.anchor else ""),
                part=piece.anchor, clause=piece.path, heading=piece.heading, text=piece.text,
                level=kind.level, position=position, **_marks(page),
            )
            for position, piece in enumerate(pieces)
        ]  # fmt: skip

    return entries


def _path(page: Page, tenant: Tenant) -> str:
    return "/" + page.url_path[len(tenant.root_page.url_path) :]


def _marks(page: Page) -> dict:
    if not isinstance(page, PolicyPage):
        date = getattr(page, "date", None)
        return {"published": date, "year": date.year if date else None}
    return {
        "document_number": page.document_number,
        "validity": page.validity,
        "issuers": tuple(page.issuers.values_list("name", flat=True)),
        "year": page.issued_on.year if page.issued_on else None,
        "published": page.issued_on,
    }


@dataclass(frozen=True)
class Piece:
    anchor: str
    path: str
    heading: str
    text: str


def _policy(page: PolicyPage) -> Iterator[Piece]:
    yield Piece("", "", page.subtitle, page.summary)
    for clause in document_view.every_clause(page):
        yield Piece(clause.anchor, clause.path, clause.heading, clause.text)


def _article(page: Page) -> Iterator[Piece]:
    facts = [
        getattr(page, name, "")
        for name in ("who", "where", "when", "fee", "time_limit", "materials", "basis")
    ]
    more = told(page) if isinstance(page, ServiceItemPage) else []
    yield Piece("", "", "", "\n".join([page.summary, *filter(None, facts), *more]))
    for place, block in enumerate(getattr(page, "body", None) or (), 1):
        text = plain(block)
        if text:
            yield Piece(f"b-{place}", "", _title(block), text)


def _title(block: StreamValue.StreamChild) -> str:
    value = block.value
    return str(value.get("question") or value.get("title") or "") if hasattr(value, "get") else ""


def plain(block: StreamValue.StreamChild) -> str:
    """A block's words as its own search sees them, without tags and entities."""
    words = block.block.get_searchable_content(block.value)
    return normalize_newlines(unescape(strip_tags("\n".join(str(word) for word in words)))).strip()


def _pks(kind: Kind) -> Callable[[], Iterable[object]]:
    return lambda: _live(kind, current_tenant()).values_list("pk", flat=True)


for _kind in KINDS:
    register(
        Searchable(
            _kind.key, _kind.label, _kind.model._meta.label, _entries(_kind), _pks(_kind), _kind.index_url
        )
    )
