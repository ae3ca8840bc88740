"""What a visitor of a list asks for, as the address says it. What cannot be understood is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize
from urllib.parse import urlencode

from django.db.models import Q

from services.directory.lines import Register
from services.directory.matters import taxonomy
from services.directory.rules import around
from tenants.models import Division, Tenant

# The answer “all of them”, which is not the same as not having been asked yet.
ANY = "any"
TODAY = "today"
_LONGEST = 60
_DIGITS = 9


@dataclass(frozen=True)
class Places:
    """The parts of the county, the place that was chosen, and the parts of the township it lies in or is."""

    outer: list[Division]
    chosen: Division | None = None
    upper: Division | None = None
    inner: list[Division] = field(default_factory=list)

    @cached_property
    def steps(self) -> dict[str, int]:
        """How far out from the chosen place a division lies, by code."""
        return {one.code: steps for steps, one in enumerate(around(self.chosen))} if self.chosen else {}

    def distance(self, codes: tuple[str, ...]) -> int | None:
        """0 is inside the chosen place, more is around it; None has nothing to do with it."""
        if self.chosen is None or any(code.startswith(self.chosen.code) for code in codes):
            return 0
        return min((self.steps[code] for code in codes if code in self.steps), default=None)


@dataclass(frozen=True)
class Asked:
    """`chosen` holds what was understood, `given` the names of all that was said, “any” included."""

    text: str
    chosen: Mapping[str, str]
    given: frozenset[str]
    page: int

    @property
    def is_open(self) -> bool:
        """Nothing but a field and a place was asked, so these can be asked one after the other."""
        return not self.text and self.page == 1 and set(self.chosen) <= {"matter", "place"}

    @property
    def without_text(self) -> str:
        return self.address(q=None)

    def address(self, **changes: str | None) -> str:
        """The same list with other choices, from its first page; None takes one away."""
        kept = {"q": self.text} | {name: self.chosen.get(name, ANY) for name in sorted(self.given)} | changes
        return "?" + urlencode({name: value for name, value in kept.items() if value})


def read(register: Register, parameters: Mapping[str, str], places: Places) -> Asked:
    said = {name: clean(parameters.get(name, "")) for name in ("matter", "place", "free", *register.values)}
    known = {
        "matter": set(taxonomy().matters),
        "place": {places.chosen.code} if places.chosen else set(),
        "free": {TODAY},
        **{name: {str(code) for code, _label in values} for name, values in register.values.items()},
    }
    chosen = {name: value for name, value in said.items() if value in known[name]}
    given = frozenset({*chosen, *(name for name, value in said.items() if value == ANY)})
    return Asked(clean(parameters.get("q", "")), chosen, given, _number(parameters.get("page", "")))


def clean(text: str) -> str:
    """Full-width letters become plain ones; PostgreSQL refuses a question with a zero byte in it."""
    return normalize("NFKC", text.replace("\x00", "")).strip()[:_LONGEST]


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 1


def places(tenant: Tenant, code: str) -> Places:
    """The place must be a part of the tenant's own division, or a part of such a part."""
    own = tenant.division_id
    outer = list(Division.objects.filter(parent=own))
    inside = Division.objects.filter(Q(parent=own) | Q(parent__parent=own))
    chosen = inside.select_related("parent__parent__parent__parent").filter(code=clean(code)).first()
    if chosen is None:
        return Places(outer)
    upper = chosen if chosen.parent_id == own else chosen.parent
    return Places(outer, chosen, upper, list(Division.objects.filter(parent=upper)))
