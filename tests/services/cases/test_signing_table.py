from services.cases.holders import holders
from services.cases.models import Party
from services.cases.signing import signing
from services.procedures.library import shipped

MADE = {
    code for one in shipped().values() for code, document in one.documents.items() if not document.uploaded
}
SIDES = {str(side) for side in Party.Side}


def test_only_papers_that_a_procedure_makes_are_signed() -> None:
    assert signing().keys() - MADE == set()


def test_only_sides_and_roles_of_the_house_sign() -> None:
    assert {who for signers in signing().values() for who in signers} - SIDES - holders().keys() == set()
