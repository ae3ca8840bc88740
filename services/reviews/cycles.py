"""Where it is written that dossiers are reviewed every quarter."""

from services.cases.queries.procedures import in_force
from services.procedures.terms import Basis
from services.reviews.models.settings import Board
from tenants.models import Tenant

# Procedure and number, the narrower rule first.
CYCLES = {
    Board.AID: (("LA_CASE", "yanchi_review_cycle"), ("DOSSIER_REVIEW", "review_cycle")),
    Board.MEDIATION: (("DOSSIER_REVIEW", "review_cycle"),),
}


def basis_of(tenant: Tenant, board: str) -> list[Basis]:
    """The clauses, of the first procedure that has them."""
    for code, number in CYCLES[Board(board)]:
        found = in_force(tenant, code).numbers.get(number)
        if found is not None and found.basis:
            return list(found.basis)
    return []
