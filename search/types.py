"""What goes into an engine and what comes out. Everything here is frozen: engines and callers share it freely."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

Validity = Literal["valid", "amended", "repealed", "expired", ""]

NO_LONGER_IN_FORCE = frozenset({"repealed", "expired"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One clause of one object: the unit that is found.

    An object (a policy, a guide …) is `kind` + `object_id`; its entries are put together and replace
    each other together. `part` is the anchor inside the page, "" for the object as a whole: its title and
    summary. Every object has exactly one such entry; it is what document number, title and pinyin find.
    `url` is a path on the county's own host, anchor included. `position` counts the clauses in reading
    order, so that neighbours know each other. `level` weighs the standing of the text (1.0 = an ordinary
    document of the bureau, more for what binds it, less for news).
    """

    tenant: str
    kind: str
    object_id: str
    part: str = ""
    title: str
    document_number: str = ""
    clause: str = ""
    heading: str = ""
    text: str = ""
    url: str
    validity: Validity = ""
    issuers: tuple[str, ...] = ()
    year: int | None = None
    published: date | None = None
    level: float = 1.0
    position: int = 0

    @property
    def object_key(self) -> str:
        return f"{self.tenant}/{self.kind}/{self.object_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked. `tenants` is whom the asker may see: an empty tuple finds nothing.

    `tenant` narrows these to one. `within` is an object key: only clauses of that object, all of them.
    `per_object` limits the clauses shown of one object on a page (0: no grouping, a plain ranked list).
    """

    text: str
    tenants: tuple[str, ...]
    kind: str = ""
    issuer: str = ""
    year: int | None = None
    validity: str = ""
    tenant: str = ""
    within: str = ""
    page: int = 1
    size: int = 10
    per_object: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A clause that was found. The `_html` fields are escaped and carry <mark>; all others are plain text.

    `more` is the number of further clauses of the same object that matched but are not shown on this page;
    it stands on the last hit of the object. `object_key` is the value for Query.within.
    """

    kind: str
    tenant: str
    object_key: str
    part: str
    title: str
    title_html: str
    document_number: str
    clause: str
    heading: str
    passage_html: str
    url: str
    validity: str
    issuers: tuple[str, ...] = ()
    year: int | None = None
    published: date | None = None
    score: float = 0.0
    more: int = 0

    @property
    def is_out_of_force(self) -> bool:
        return self.validity in NO_LONGER_IN_FORCE


@dataclass(frozen=True, slots=True)
class Bucket:
    """A value of a facet and the number of objects (not clauses) that have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`total` counts clauses, `objects` counts the documents they belong to; pages are made of objects.

    `loose` says that nothing held all of the words and these hits hold some of them.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    objects: int = 0
    page: int = 1
    pages: int = 0
    facets: Mapping[str, tuple[Bucket, ...]] = field(default_factory=lambda: MappingProxyType({}))
    loose: bool = False


FACETS = ("kind", "issuer", "year", "validity", "tenant")
