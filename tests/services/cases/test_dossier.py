import io
from collections.abc import Callable

import pytest
from PIL import Image
from pypdf import PdfReader

from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.advance import advance
from services.cases.actions.build_dossier import build_dossier
from services.cases.actions.make_papers import make_ahead, make_wanted, void_paper, write_paper
from services.cases.actions.sign_paper import sign_paper
from services.cases.actions.take_up import take_up
from services.cases.actors import Doer, citizen, member
from services.cases.errors import NotAccepted, NotAllowed, StepRefused
from services.cases.models import Case, CasePaper, Dossier
from services.cases.paper_context import context
from services.cases.queries.dossier import export, missing, pieces
from services.cases.queries.procedures import declared
from services.documents.actions.sign import Signing
from services.documents.queries import open_seats, pdf_of
from tenants.models import User
from tests.services.cases.stories import tell

pytestmark = pytest.mark.django_db


def photo(colour: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (colour, 90, 120)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def agreed(case: Case, officer: Doer, person: Callable[[str], User]) -> Case:
    tell(case, officer, person("jia-mediator"))
    make_wanted(case)
    case.refresh_from_db()
    return case


def signed_by(made: CasePaper, seat: str, name: str, doer: Doer, method: str = "typed") -> None:
    statement = "我已看过并同意"
    seen = made.paper.pdf_sha256
    sign_paper(
        made,
        seat,
        Signing(method, name, statement, seen, image=photo() if method == "photo" else b""),
        doer=doer,
    )


def test_papers_of_steps_are_made_with_the_head_of_the_chain(agreed: Case) -> None:
    papers = {one.code: one for one in agreed.papers.all()}
    assert {code: one.status for code, one in papers.items()} == {
        "acceptance_register": "made", "rights_notice": "to_sign",
        "mediation_record": "to_write", "mediation_agreement": "to_write",
    }  # fmt: skip
    assert papers["acceptance_register"].paper.matter_number == agreed.number
    assert len(papers["acceptance_register"].paper.head) == 64


def test_an_agreement_is_signed_by_both_sides_and_the_mediator(
    agreed: Case, person: Callable[[str], User]
) -> None:
    mediator = member(person("jia-mediator"), agreed, frozenset({"mediator"}))
    made = make_ahead(agreed, "mediation_agreement", doer=mediator)
    one, other = agreed.parties.all()
    with pytest.raises(NotAllowed):
        signed_by(made, f"party-{other.pk}", other.name, citizen(one))
    for party in (one, other):
        signed_by(made, f"party-{party.pk}", party.name, citizen(party))
    assert [seat["label"] for seat in open_seats(made.paper)] == ["人民调解员"]
    handler = agreed.handlers.get()
    signed_by(made, f"handler-{handler.pk}", handler.name, mediator)
    made.refresh_from_db()
    assert made.status == "signed"
    advance(
        agreed,
        "effect",
        doer=mediator,
        data={"effective_date": "2026-03-20", "performance_due": "2026-05-01"},
        confirmed=["agreement_signed"],
    )
    assert agreed.papers.filter(code="mediation_agreement").count() == 1


def test_nobody_types_a_name_for_somebody_else(agreed: Case, officer: Doer) -> None:
    made = agreed.papers.get(code="rights_notice")
    party = agreed.parties.first()
    with pytest.raises(NotAllowed):
        signed_by(made, f"party-{party.pk}", party.name, officer)
    signed_by(made, f"party-{party.pk}", party.name, officer, "photo")
    assert len(open_seats(made.paper)) == 1


def test_the_file_is_in_official_order_with_page_numbers_and_names_what_is_missing(
    agreed: Case, officer: Doer
) -> None:
    write_paper(agreed.papers.get(code="mediation_record"), {"field_record_text": "双方到场。"}, doer=officer)
    add_evidence(agreed, doer=officer, name="屋檐照片.png", content=photo(), code="")
    dossier = build_dossier(agreed, doer=officer)
    names = [line[0] for line in dossier.catalogue]
    assert names == ["人民调解受理登记表", "人民调解当事人权利义务告知书", "人民调解记录", "屋檐照片.png"]
    assert dossier.catalogue[0][1] == 1
    assert dossier.missing == ["人民调解当事人权利义务告知书：还没有签完", "人民调解记录：还没有签完"]
    with dossier.pdf.open() as bound:
        pages = PdfReader(io.BytesIO(bound.read())).pages
    cover = pages[0].extract_text()
    assert agreed.number in cover
    assert "申甲、被乙" in cover
    assert f"共{dossier.pages}页" in pages[-1].extract_text().replace(" ", "")


def test_a_follow_up_says_on_paper_what_was_agreed_in_the_first_case(
    agreed: Case, person: Callable[[str], User]
) -> None:
    mediator = member(person("jia-mediator"), agreed, frozenset({"mediator"}))
    told = {"effective_date": "2026-03-20", "performance_due": "2026-05-01"}
    add_evidence(agreed, doer=mediator, name="a.pdf", content=b"%PDF-1.4", code="mediation_agreement")
    advance(agreed, "effect", doer=mediator, data=told)
    confirmation = take_up(agreed.offers.get(procedure_code="JC_OFFLINE"), doer=mediator).case
    said = context(confirmation, declared(confirmation.version), "judicial_confirmation_application")
    assert said["field"]["agreed_terms"] == "改装檐沟"
    assert "dispute_type" not in said["field"]


def test_the_register_says_who_took_in_what(case: Case, officer: Doer) -> None:
    case.data["dispute_requests"] = "改装檐沟"
    said = context(case, declared(case.version), "acceptance_register")
    assert (said["handler"], said["field"]["dispute_requests"]) == (officer.name, "改装檐沟")


def test_a_record_waits_until_it_is_written(agreed: Case, officer: Doer) -> None:
    record = agreed.papers.get(code="mediation_record")
    assert "人民调解记录：还没有填写" in missing(agreed)
    made = write_paper(record, {"field_record_text": "双方到场，各让一步。"}, doer=officer)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(made.paper))).pages)
    assert "双方到场，各让一步。" in text
    with pytest.raises(NotAccepted, match="已经制作"):
        write_paper(record, {"field_record_text": "改口"}, doer=officer)


def test_an_unsigned_agreement_does_not_take_effect(agreed: Case, person: Callable[[str], User]) -> None:
    mediator = member(person("jia-mediator"), agreed, frozenset({"mediator"}))
    told = {"effective_date": "2026-03-20", "performance_due": "2026-05-01"}
    make_ahead(agreed, "mediation_agreement", doer=mediator)
    with pytest.raises(StepRefused, match="协议书还没有签完"):
        advance(agreed, "effect", doer=mediator, data=told, confirmed=["agreement_signed"])


def test_an_agreement_laid_ready_goes_when_it_was_settled_by_word(
    agreed: Case, person: Callable[[str], User]
) -> None:
    mediator = member(person("jia-mediator"), agreed, frozenset({"mediator"}))
    told = {"effective_date": "2026-03-20", "performance_due": "2026-05-01"}
    advance(agreed, "effect_oral", doer=mediator, data=told, confirmed=["oral_agreement_ok"])
    assert not agreed.papers.filter(code="mediation_agreement").exists()


def test_a_voided_paper_is_not_in_the_file(agreed: Case, officer: Doer) -> None:
    made = agreed.papers.get(code="acceptance_register")
    void_paper(made, doer=officer, reason="日期写错")
    assert "人民调解受理登记表" not in [piece.name for piece in pieces(agreed)]
    assert "人民调解受理登记表：没有" in missing(agreed)
    made.paper.refresh_from_db()
    assert made.paper.state == "revoked"


def test_a_closed_case_is_bound_by_itself(
    case: Case, officer: Doer, django_capture_on_commit_callbacks: Callable
) -> None:
    advance(case, "start_review", doer=officer)
    with django_capture_on_commit_callbacks(execute=True):
        advance(
            case, "reject", doer=officer,
            data={"reject_reason": "法院已经受理", "other_route_advice": "等候判决"}, confirmed=["out_of_scope"],
        )  # fmt: skip
    dossier = Dossier.objects.get(case=case)
    assert (dossier.catalogue[0][0], dossier.missing) == ("不予受理告知书", [])


def test_the_export_holds_all_and_its_chain(agreed: Case) -> None:
    found = export(agreed)
    assert (found["number"], found["head"], len(found["events"])) == (
        agreed.number,
        agreed.head,
        agreed.event_count,
    )
    assert [one["name"] for one in found["parties"]] == ["申甲", "被乙"]


def test_a_supervisor_binds_nothing(agreed: Case, person: Callable[[str], User]) -> None:
    with pytest.raises(NotAllowed):
        build_dossier(agreed, doer=member(person("jia-supervisor"), agreed))
