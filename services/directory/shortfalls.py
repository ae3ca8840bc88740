"""What organisations lack of what the documents ask of them, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.directory.composition import COUNTS, Finding, composition, findings
from services.directory.counting import bodies
from services.directory.models import Expert, Organisation


@dataclass(frozen=True)
class Shortfall:
    """`missing` and `surplus`: one of them is 0. `soft`: the document asks for it where conditions allow."""

    organisation: Organisation
    what: str
    wanted: str
    has: int
    missing: int
    surplus: int
    soft: bool
    basis: str

    @property
    def brief(self) -> str:
        """For a column of a list."""
        values = {"what": self.what, "many": self.missing or self.surplus}
        return (_("%(what)s缺%(many)d") if self.missing else _("%(what)s多%(many)d")) % values


def shortfalls(asked: Iterable[Organisation]) -> list[Shortfall]:
    """In the order of the organisations; what is asked for only where conditions allow comes last of each."""
    known = composition()
    return [
        _said(organisation, finding)
        for organisation, body in bodies(asked)
        for finding in sorted(findings(body, known), key=lambda found: found.rule.where_able)
    ]


def _said(organisation: Organisation, finding: Finding) -> Shortfall:
    rule = finding.rule
    return Shortfall(
        organisation=organisation,
        what=_what(rule.count, rule.panel),
        wanted=finding.wanted.said(_),
        has=finding.has,
        missing=finding.missing,
        surplus=finding.surplus,
        soft=rule.where_able,
        basis=rule.basis,
    )


def _what(count: str, panel: str) -> str:
    return str(Expert.Panel(panel).label) if panel else _(COUNTS[count])
