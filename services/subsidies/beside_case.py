"""Subsidies on the page of a case: what was claimed for it; on that of a claim, the way to its lines."""

from collections.abc import Iterator

from services.cases import beside
from services.cases.actors import Doer
from services.cases.models import Case
from services.subsidies.clauses import clauses_of
from services.subsidies.models import Claim
from services.subsidies.queries.claims import lines_about
from services.subsidies.rates import CLAIM
from services.subsidies.rules import READS, is_payee

_TEMPLATE = "subsidies/admin/beside.html"


def has_lines(case: Case) -> bool:
    """A case of the procedure that was opened without lines is handled as any other."""
    return case.procedure_code == CLAIM and Claim.objects.filter(case=case).exists()


for field in ("claim_items", "approved_amount", "payment_date", "clawback_amount"):
    beside.register_chooser(field, "subsidies_step", when=has_lines)


@beside.register
def paid_for(case: Case, doer: Doer) -> Iterator[beside.Section]:
    reads = bool(doer.tenant_roles & READS)
    if case.procedure_code == CLAIM:
        claim = Claim.objects.filter(case=case).first() if reads else None
        if claim is not None:
            yield beside.Section(_TEMPLATE, {"claim": claim})
        return
    if doer.user is None or doer.party is not None:
        return
    lines = [line for line in lines_about(case.pk) if reads or is_payee(doer.user, line.claim)]
    if lines:
        told = [(line, clauses_of(line.clauses)) for line in lines]
        yield beside.Section(_TEMPLATE, {"lines": told, "reads": reads})
