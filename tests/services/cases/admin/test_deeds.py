from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from services.cases.actions.name_handler import name_handler
from services.cases.models import (
    Case,
    CaseEvent,
    CaseGrant,
    CaseLink,
    CasePaper,
    Evidence,
    FollowUpOffer,
    Handler,
    Instalment,
    Message,
    Party,
)
from tenants.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def do(desk, case):
    """`do("link", "case_officer", number=…)` sends what the page of the case would send."""

    def sent(deed: str, by: str = "case_officer", /, **said):
        return desk(by).post(f"/admin/cases/{case.pk}/deeds/{deed}/", said)

    return sent


def test_material_comes_in_and_goes_out_safely(inside_a, desk, do, case):
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    do("evidence", file=SimpleUploadedFile("檐沟.png", picture), code="", shown="on")
    do("evidence", file=SimpleUploadedFile("合同.pdf", b"%PDF-1.4 x"), code="")
    image, paper = Evidence.objects.filter(case=case)
    assert (image.shown, paper.shown) == (True, False)
    client = desk("case_officer")
    shown = client.get(f"/admin/cases/{case.pk}/evidence/{image.pk}/")
    assert b"".join(shown.streaming_content) == picture
    assert (shown["X-Content-Type-Options"], shown["Content-Disposition"].split(";")[0]) == (
        "nosniff",
        "inline",
    )
    saved = client.get(f"/admin/cases/{case.pk}/evidence/{paper.pk}/")
    assert saved["Content-Disposition"].startswith("attachment")
    assert "sandbox" in saved["Content-Security-Policy"]
    saved.close()


def test_a_refused_file_says_why_and_keeps_the_page(inside_a, do, case):
    answer = do("evidence", file=SimpleUploadedFile("x.exe", b"MZ"), code="")
    assert answer.status_code == 409
    assert "不能接收“" in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_words_that_are_refused_are_still_there(inside_a, do, case):
    answer = do("message", kind="note", text="长" * 2001)
    assert answer.status_code == 400
    assert "长" * 2001 in answer.content.decode()
    assert Message.objects.count() == 0
    do("message", kind="question", text="请补充产权证明")
    assert [(one.kind, one.text) for one in Message.objects.all()] == [("question", "请补充产权证明")]


def test_material_of_another_case_is_not_handed_out_here(inside_a, desk, do, case, new_case):
    do("evidence", file=SimpleUploadedFile("合同.pdf", b"%PDF-1.4 x"), code="")
    row, other = Evidence.objects.get(), new_case().case
    assert desk("case_officer").get(f"/admin/cases/{other.pk}/evidence/{row.pk}/").status_code == 404


def test_handlers_are_named_replaced_and_declare_interest(inside_a, do, case, person):
    mediator = person("jia-mediator")
    do("handler", role="mediator", user=str(mediator.pk), name="")
    handler = Handler.objects.get(case=case)
    assert handler.user == mediator
    do("interest", "mediator", handler=handler.pk, reason="与申请方是亲戚")
    do("release", handler=handler.pk, reason="回避")
    handler.refresh_from_db()
    assert (handler.conflict, handler.ended_because) == ("与申请方是亲戚", "回避")
    assert handler.until is not None


def test_whoever_is_a_party_is_refused_in_words(inside_a, do, case, person):
    Party.objects.filter(case=case, side="applicant").update(user=person("jia-mediator"))
    answer = do("handler", role="mediator", user=str(person("jia-mediator").pk), name="")
    assert answer.status_code == 409
    assert "应当回避" in answer.content.decode()
    assert Handler.objects.count() == 0


def test_nobody_of_another_county_can_be_named(inside_a, do, case, person):
    answer = do("handler", role="mediator", user=str(person("yi-mediator").pk), name="")
    assert answer.status_code == 400
    assert Handler.objects.count() == 0


def test_links_splits_and_merges(inside_a, do, case, new_case):
    other = new_case().case
    assert do("link", number="没有这个号", reason="x").status_code == 400
    assert do("link", number=case.number, reason="x").status_code == 400
    do("link", number=other.number.replace("（", "(").replace("）", ")"), reason="同一条水沟")
    link = CaseLink.objects.get()
    assert (link.case, link.other, link.kind) == (case, other, "related")
    party = Party.objects.filter(case=case).first()
    do("split", parties=[party.pk], reason="分开办")
    assert Case.objects.get(parent=case).parties.get().name == party.name
    do("merge", number=other.number, reason="并案")
    assert CaseLink.objects.get(kind="merged").other == other


def test_a_case_of_another_county_cannot_be_linked(inside_a, do, case, case_of_b):
    answer = do("link", number=case_of_b.number, reason="x")
    assert answer.status_code == 400
    assert "没有找到" in answer.content.decode()


def test_up_and_back(inside_a, do, case):
    do("hand-up", reason="请市级协调")
    grant = CaseGrant.objects.get(case=case)
    assert (grant.to.slug, grant.until) == ("shi", None)
    do("take-back", grant=grant.pk)
    grant.refresh_from_db()
    assert grant.until is not None


def test_payments_are_planned_and_performed(inside_a, do, case):
    refused = do("schedule", day0="2026-12-01")
    assert refused.status_code == 400
    assert "日期和内容都要填写" in refused.content.decode()
    do("schedule", day0="2026-12-01", what0="第一笔", amount0="1500", day2="2027-01-01", what2="第二笔")
    first, second = Instalment.objects.filter(case=case)
    assert (first.what, second.due_on) == ("第一笔", date(2027, 1, 1))
    do("perform", instalment=first.pk, on="2026-12-01", status="done")
    first.refresh_from_db()
    assert first.status == "done"


def test_papers_are_made_ahead_and_taken_out(inside_a, desk, do, case):
    do("ahead", code="acceptance_register")
    made = CasePaper.objects.get(case=case)
    address = f"/admin/cases/{case.pk}/papers/{made.pk}/write/"
    assert desk("supervisor").get(address).status_code == 403
    assert 'name="paper-text_facts"' in desk("case_officer").get(address).content.decode()
    answer = desk("case_officer").post(address, {"paper-text_facts": "屋檐滴水，谈了两次"})
    assert answer["Location"] == f"/admin/cases/{case.pk}/"
    made.refresh_from_db()
    assert made.words == {"text_facts": "屋檐滴水，谈了两次"}
    assert desk("case_officer").get(address).status_code == 404
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        got = desk("case_officer").get(f"/admin/cases/{case.pk}/papers/{made.pk}/{ending}/")
        assert b"".join(got.streaming_content).startswith(start)
        assert got["Content-Disposition"].startswith("attachment")
    assert desk("case_officer").get(f"/admin/cases/{case.pk}/papers/{made.pk}/exe/").status_code == 404
    do("void", paper=made.pk, reason="填错了")
    made.refresh_from_db()
    assert made.status == "replaced"


def test_a_follow_up_is_taken_up_once(inside_a, do, case):
    offer = FollowUpOffer.objects.create(
        tenant=inside_a, case=case, procedure_code="JC_OFFLINE", words="x", made_at=case.opened_at
    )
    do("take-up", offer=offer.pk)
    assert Case.objects.get(parent=case).procedure_code == "JC_OFFLINE"
    assert do("take-up", offer=offer.pk).status_code == 400


def test_everything_leaves_only_for_a_reason(inside_a, desk, case):
    client, address = desk("case_officer"), f"/admin/cases/{case.pk}/whole/"
    assert client.post(address, {"reason": "", "kind": "json"}).status_code == 400
    assert desk("receptionist").post(address, {"reason": "移送法院", "kind": "json"}).status_code == 403
    answer = client.post(address, {"reason": "移送法院", "kind": "zip"})
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert "no-store" in answer["Cache-Control"]
    assert "移送法院" in CaseEvent.objects.get(case=case, kind="look").text
    assert JournalEntry.objects.get(verb="export_case").data["format"] == "zip"


MANAGING = ("handler", "link", "merge", "split", "hand-up", "take-back")
WORKING = ("evidence", "message", "take-up", "make", "ahead", "void", "schedule", "perform", "bind")


@pytest.mark.parametrize("deed", [*MANAGING, *WORKING, "release", "interest"])
def test_a_supervisor_only_reads(deed, inside_a, do, case):
    before = CaseEvent.objects.count()
    assert do(deed, "supervisor", reason="x", text="x", kind="note").status_code == 403
    assert CaseEvent.objects.count() == before


@pytest.mark.parametrize("deed", MANAGING)
def test_a_mediator_does_not_manage(deed, inside_a, do, case, officer, person):
    name_handler(case, "mediator", doer=officer, user=person("jia-mediator"))
    assert do(deed, "mediator", reason="x").status_code == 403


def test_an_unknown_deed_is_not_there(inside_a, do, case):
    assert do("drop-table").status_code == 404
