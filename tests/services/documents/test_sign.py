import base64
import io
from hashlib import sha256

import pytest
from PIL import Image
from pypdf import PdfReader

from services.documents.actions.issue import issue
from services.documents.actions.revoke import revoke
from services.documents.actions.sign import Signing, sign
from services.documents.errors import NotSignableError, PaperError
from services.documents.models import Paper, PaperSignature
from services.documents.queries import issued_pdf_of, open_seats, pdf_of
from services.documents.store import sealed
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tests.services.documents.samples import issue_arguments, text_of


def typed(paper, name, **more):
    said = {
        "method": "typed",
        "name": name,
        "statement": "我已看过全文，内容属实。",
        "seen": paper.pdf_sha256,
    }
    return Signing(**said | more)


def sign_all(paper, drawing, photo):
    sign(
        paper,
        "applicant_1",
        typed(paper, "沈秋禾", method="drawn", image=drawing, device="1.2.3.4 Firefox"),
        actor=None,
    )
    sign(paper, "respondent_1", typed(paper, "陆明川", method="photo", image=photo), actor=None)
    return sign(paper, "mediator_1", typed(paper, "周望"), actor=None)


def test_when_all_have_signed_there_is_a_signed_copy(paper, drawing, photo):
    issued, before = issued_pdf_of(paper), paper.pdf_sha256
    sign_all(paper, drawing, photo)
    paper.refresh_from_db()
    copy = pdf_of(paper)
    assert (issued_pdf_of(paper), paper.pdf_sha256) == (issued, before)
    assert paper.signed_sha256 == sha256(copy).hexdigest() != before
    assert set(paper.hashes) == {paper.pdf_sha256, paper.docx_sha256, paper.signed_sha256}
    assert paper.signed_at is not None
    assert open_seats(paper) == []
    assert len(PdfReader(io.BytesIO(copy)).pages) == len(PdfReader(io.BytesIO(issued)).pages) + 1


def test_the_signed_copy_says_who_signed_what_and_how(paper, drawing, photo):
    sign_all(paper, drawing, photo)
    paper.refresh_from_db()
    said = text_of(pdf_of(paper))
    assert said.startswith(text_of(issued_pdf_of(paper))[:60])
    for part in (
        "签名页",
        "申请人：沈秋禾方式：屏幕手写签名",
        "被申请人：陆明川方式：纸质签名的照片",
        "调解员：周望方式：键入姓名并确认",
        paper.pdf_sha256,
        "我已看过全文，内容属实。",
    ):
        assert part in said


def test_before_the_last_one_there_is_none(paper):
    sign(paper, "mediator_1", typed(paper, "周望"), actor=None)
    paper.refresh_from_db()
    assert (paper.signed_sha256, paper.signed_at) == ("", None)
    assert [seat["code"] for seat in open_seats(paper)] == ["applicant_1", "respondent_1"]


def test_what_is_kept_of_a_signature(paper, person, photo):
    signature = sign(
        paper, "respondent_1", typed(paper, "陆明川", method="photo", image=photo, device="1.2.3.4 Firefox"),
        actor=person("jia-receptionist"),
    )  # fmt: skip
    raw = (
        PaperSignature._base_manager.filter(pk=signature.pk)
        .extra(select={"raw": "name || image"})
        .values("raw")
        .get()
    )
    assert "陆明川" not in raw["raw"]
    assert (signature.person, signature.pdf_sha256) == (person("jia-receptionist"), paper.pdf_sha256)
    assert len(signature.device) == 64 and "1.2.3.4" not in signature.device
    kept = Image.open(io.BytesIO(base64.b64decode(signature.image)))
    assert dict(kept.getexif()) == {}
    assert JournalEntry.objects.get(verb="paper_signed").data == {
        "seat": "被申请人",
        "method": "纸质签名的照片",
    }


@pytest.mark.parametrize(
    ("seat", "change", "said"),
    [
        ("nobody", {}, "没有这个签名席位"),
        ("mediator_1", {"name": "吴望"}, "签名的姓名应为“周望”"),
        ("mediator_1", {"seen": "0" * 64}, "与签发的不一致"),
        ("mediator_1", {"statement": "  "}, "先确认"),
        ("mediator_1", {"method": "stamped"}, "没有这种签名方式"),
        ("mediator_1", {"method": "photo", "image": b"<svg/>"}, "打不开"),
        ("mediator_1", {"method": "drawn", "image": b""}, "打不开"),
    ],
)
def test_refusals(paper, seat, change, said):
    with pytest.raises(PaperError, match=said):
        sign(paper, seat, typed(paper, change.pop("name", "周望"), **change), actor=None)
    assert PaperSignature.objects.count() == 0


def test_an_empty_drawing_is_no_signature(paper):
    out = io.BytesIO()
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(out, "PNG")
    with pytest.raises(PaperError, match="还没有写下签名"):
        sign(paper, "mediator_1", typed(paper, "周望", method="drawn", image=out.getvalue()), actor=None)


def test_a_seat_signs_once(paper):
    sign(paper, "mediator_1", typed(paper, "周望"), actor=None)
    with pytest.raises(NotSignableError, match="已经签过名"):
        sign(paper, "mediator_1", typed(paper, "周望"), actor=None)
    assert PaperSignature.objects.count() == 1


def test_a_changed_file_is_not_signed(paper):
    paper.pdf.save("changed.pdf", sealed(b"%PDF-1.7 something else"))
    with pytest.raises(NotSignableError, match="不一致"):
        sign(paper, "mediator_1", typed(paper, "周望"), actor=None)
    paper.pdf.storage.delete(paper.pdf.name)
    with pytest.raises(NotSignableError, match="找不到"):
        sign(paper, "mediator_1", typed(paper, "周望"), actor=None)


def test_a_revoked_paper_is_not_signed(paper, person):
    revoke(paper, actor=person("jia-case_officer"), reason="写错了姓名")
    assert (paper.state, paper.revoked_reason) == (Paper.State.REVOKED, "写错了姓名")
    with pytest.raises(NotSignableError, match="已撤销"):
        sign(paper, "mediator_1", typed(paper, "周望"), actor=None)
    with pytest.raises(PaperError):
        revoke(paper, actor=None, reason="再撤一次")


def test_a_replaced_paper_is_not_signed(paper):
    issue("mediation_agreement", **issue_arguments(replaces=paper))
    paper.refresh_from_db()
    with pytest.raises(NotSignableError, match="被替换"):
        sign(paper, "mediator_1", typed(paper, "周望"), actor=None)


def test_another_county_signs_nothing(paper, county_b):
    with in_tenant(county_b), pytest.raises(Paper.DoesNotExist):
        sign(paper, "mediator_1", typed(paper, "周望"), actor=None)
