"""A visitor's question, as its address on the site says it."""

from dataclasses import dataclass

from search.text import tokens
from search.types import Query


@dataclass(frozen=True, slots=True)
class Asked:
    text: str = ""
    kind: str = ""
    issuer: str = ""
    year: int | None = None
    validity: str = ""
    county: str = ""
    within: str = ""
    page: int = 1
    notes: tuple[str, ...] = ()

    @property
    def filters(self) -> dict[str, str]:
        """The active filters as parameters of an address."""
        year = str(self.year) if self.year else ""
        chosen = {"kind": self.kind, "issuer": self.issuer, "year": year, "validity": self.validity}
        chosen |= {"county": self.county, "within": self.within}
        return {name: value for name, value in chosen.items() if value}

    @property
    def is_blank(self) -> bool:
        return not self.text and not self.filters

    @property
    def has_no_words(self) -> bool:
        """Something was typed, and nothing of it can be looked for."""
        return bool(self.text) and not tokens.runs(self.text)

    def query(self, tenants: tuple[str, ...], **changes: object) -> Query:
        asked = {
            "text": self.text,
            "tenants": tenants,
            "kind": self.kind,
            "issuer": self.issuer,
            "year": self.year,
            "validity": self.validity,
            "tenant": self.county,
            "within": self.within,
            "page": self.page,
        }
        return Query(**(asked | changes))  # type: ignore[arg-type]
