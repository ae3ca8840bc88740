"""What a party sees of its case and does with it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.advance import advance
from services.cases.actions.invite import invite
from services.cases.actions.look import look
from services.cases.actions.record import append
from services.cases.actions.schedule import Line, schedule
from services.cases.actions.send_message import send_message
from services.cases.actors import SYSTEM, member
from services.cases.actors import citizen as citizen_doer
from services.cases.models import (
    Case,
    CaseClock,
    CaseEvent,
    CaseLink,
    Evidence,
    FollowUpOffer,
    Message,
    Party,
)
from services.notices.models import Notice
from tenants.models import User
from tests.services.cases.public.conftest import citizen, send
from tests.services.cases.stories import TO_AGREED, TO_ARCHIVED, tell

pytestmark = pytest.mark.django_db

MOST = 40


@pytest.fixture
def case(applied, inside_a) -> Case:
    return applied[0]


@pytest.fixture
def applicant(visitor, applied):
    """The browser that applied; the receipt has opened the case for it."""
    return visitor


@pytest.fixture
def respondent(case, browse, county_a):
    """The other side, with an account."""
    user = citizen("+8613800000002", "被小乙")
    client = browse(county_a)
    client.force_login(user)
    Party.objects.filter(case=case, side="respondent").update(invited_at=case.opened_at)
    client.post(f"/my/take/{case.parties.get(side='respondent').pk}/")
    return client


@pytest.fixture
def officer(person, case):
    return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


@pytest.fixture
def agreed(case, officer, person) -> Case:
    tell(case, officer, person("jia-mediator"), (*TO_AGREED, *TO_ARCHIVED))
    return Case.objects.get(pk=case.pk)


def read(client, case: Case, more: str = "", door: str = "track") -> str:
    answer = client.get(f"/{door}/{case.pk}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_where_it_stands_and_whose_turn_it_is(applicant, case):
    page = read(applicant, case)
    assert "已登记" in page
    assert "现在不用您做什么" in page
    assert case.head in page


def test_a_party_that_signed_in_sees_the_same_page(respondent, case):
    assert "已登记" in read(respondent, case, door="my")


def test_a_stranger_with_an_account_sees_nothing(browse, county_a, case):
    client = browse(county_a, "stranger")
    assert client.get(f"/my/{case.pk}/").status_code == 404
    assert case.number not in client.get("/my/").content.decode()


def test_who_is_not_signed_in_is_asked_to(browse, county_a, case):
    answer = browse(county_a).get(f"/my/{case.pk}/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


@pytest.mark.parametrize("path", ["step/withdraw/", "complain/"])
def test_nobody_else_acts(browse, county_a, case, path):
    for client in (browse(county_a), browse(county_a, "stranger"), browse(county_a, "yi-case_officer")):
        for door in ("track", "my"):
            assert client.post(f"/{door}/{case.pk}/{path}").status_code in (302, 404)
    assert CaseEvent.objects.filter(case=case).count() == 1


@pytest.mark.parametrize("path", ["evidence/", "say/"])
def test_nobody_else_brings_or_says(browse, county_a, case, path):
    for client in (browse(county_a), browse(county_a, "stranger"), browse(county_a, "yi-case_officer")):
        for door in ("track", "my"):
            assert client.post(f"/{door}/{case.pk}/{path}", {"text": "我来了"}).status_code in (302, 404)
    assert (Message.objects.count(), Evidence.objects.count()) == (0, 0)


def test_a_passed_limit_says_so_and_names_the_next_one(applicant, case, officer, person):
    tell(case, officer, person("jia-mediator"), TO_AGREED[:3])
    CaseClock.objects.filter(case=case).update(due_at=timezone.now() - timedelta(days=3))
    page = read(applicant, case)
    assert "已经超期" in page
    assert "由上一级负责：" in page


def test_the_limit_shows_used_days_and_clause(applicant, case, officer, person):
    tell(case, officer, person("jia-mediator"), TO_AGREED[:3])
    page = read(applicant, case)
    assert "调解总期限" in page
    assert "30日" in page
    assert "《人民调解工作若干规定》 第三十三条" in page


def test_withdrawing_is_the_procedures_own_step(applicant, case):
    page = read(applicant, case, "step/withdraw/")
    assert "确定撤回" in page
    answer = applicant.post(
        f"/track/{case.pk}/step/withdraw/", {"step-date": "2030-01-01", "revision": str(case.revision)}
    )
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.state, CaseEvent.objects.filter(case=case).last().actor_name) == ("withdrawn", "申小甲")
    assert case.data["date"] == timezone.localdate().isoformat()
    page = read(applicant, case)
    assert ("这件事不再往下办了" in page, "还没到" in page, "已办好：" in page) == (True, False, True)


def test_an_overtaken_step_says_who_was_faster(applicant, case, officer, person):
    tell(case, officer, person("jia-mediator"), TO_AGREED[:1])
    answer = applicant.post(
        f"/track/{case.pk}/step/withdraw/",
        {"revision": "0"},
        follow=True,
    )
    assert answer.redirect_chain == [(f"/track/{case.pk}/step/withdraw/", 302)]
    assert "您的操作没有生效" in answer.content.decode()


def test_a_step_of_the_office_is_not_the_partys(applicant, case):
    assert applicant.get(f"/track/{case.pk}/step/start_review/").status_code == 404
    assert applicant.post(f"/track/{case.pk}/step/no_such_step/").status_code == 404


def test_evidence_is_brought_and_read_by_its_own_side(applicant, respondent, case):
    file = SimpleUploadedFile("收据.pdf", b"%PDF-1.7 receipt")
    assert applicant.post(f"/track/{case.pk}/evidence/", {"file": [file]}).status_code == 302
    row = Evidence.objects.get(case=case)
    assert "收据.pdf" in read(applicant, case)
    assert "收据.pdf" not in read(respondent, case, door="my")
    assert (
        b"".join(applicant.get(f"/track/{case.pk}/files/{row.pk}/").streaming_content) == b"%PDF-1.7 receipt"
    )
    assert respondent.get(f"/my/{case.pk}/files/{row.pk}/").status_code == 404


def test_what_the_office_put_there_is_for_all_parties(respondent, case, officer):
    add_evidence(case, doer=officer, name="通知.pdf", content=b"%PDF-1.7 all")
    add_evidence(case, doer=officer, name="内部.pdf", content=b"%PDF-1.7 own", shown=False)
    page = read(respondent, case, door="my")
    assert ("通知.pdf" in page, "内部.pdf" in page) == (True, False)


@pytest.mark.parametrize(
    ("files", "said"),
    [({}, "请先选择文件"), ({"file": [SimpleUploadedFile("a.exe", b"MZ")]}, "不能接收“a.exe”")],
)
def test_a_refused_file_is_told_beside_its_field(applicant, case, files, said):
    answer = applicant.post(f"/track/{case.pk}/evidence/", files, follow=True)
    assert answer.redirect_chain == [(f"/track/{case.pk}/", 302)]
    page = answer.content.decode()
    assert said in page.split('role="alert"')[1][:400]
    assert said in page.split('id="evidence-error"')[1][:200]
    assert said not in read(applicant, case)


def test_a_question_is_answered(applicant, respondent, case, officer):
    question = send_message(case, Message.Kind.QUESTION, "有没有照片？", doer=officer)
    assert "回答问题" in read(applicant, case)
    applicant.post(f"/track/{case.pk}/say/", {"about": question.pk, "text": "有三张"})
    assert Message.objects.get(kind="answer").answers == question
    assert "有三张" in read(applicant, case)
    assert "有三张" not in read(respondent, case, door="my")


def test_an_empty_word_keeps_what_was_typed_and_says_why(applicant, case):
    answer = applicant.post(f"/track/{case.pk}/say/", {"text": "长" * 2001}, follow=True)
    assert 'id="word-error"' in answer.content.decode()
    assert "长" * 2001 in answer.content.decode()
    assert Message.objects.count() == 0


def test_internal_notes_are_not_shown(applicant, case, officer):
    send_message(case, Message.Kind.NOTE, "此人情绪激动", doer=officer)
    assert "情绪激动" not in read(applicant, case)


def test_every_look_at_personal_data_is_shown_with_its_reason(applicant, case, person):
    look(case.parties.first(), doer=member(person("jia-case_officer"), case), reason="核对送达地址")
    page = read(applicant, case)
    assert "核对送达地址" in page
    assert "甲县case_officer" in page


def test_what_the_applicant_wrote_is_read_by_the_applicant(applicant, respondent, case, officer, person):
    tell(case, officer, person("jia-mediator"), TO_AGREED[:2])
    page = read(applicant, case)
    assert ("改装檐沟" in page, "难易程度" in page) == (True, False)
    assert "改装檐沟" not in read(respondent, case, door="my")


def test_the_list_of_cases_asks_the_same_however_long_it_is(visitor, case):
    user = citizen()
    visitor.force_login(user)
    counts = []
    for size in (1, 4):
        while Case.objects.count() < size:
            send(visitor)
        Party.objects.filter(side="applicant").update(user=user)
        with CaptureQueriesContext(connection) as seen:
            assert visitor.get("/my/").content.decode().count("row__title") == size
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_reminders_of_one_wording_are_one_line(applicant, case):
    for _round in range(3):
        append(Case.objects.get(pk=case.pk), "clock", "“调解总期限”快到了", doer=SYSTEM)
    page = read(applicant, case)
    assert page.count("“调解总期限”快到了") == 1
    assert "同样的提醒共3次" in page


def test_the_head_of_the_receipt_is_compared(applicant, case, officer):
    first = CaseEvent.objects.get(case=case, position=1).hash
    send_message(case, Message.Kind.QUESTION, "有没有照片？", doer=officer)
    assert "一致：它是第1条记录" in read(applicant, case, f"?head={first[:8]}")
    assert "没有找到这个指纹" in read(applicant, case, "?head=00000000")
    assert "没有找到这个指纹" in read(applicant, case, f"?head={first[:7]}")


def test_a_broken_chain_is_told(applicant, case):
    CaseEvent.objects.filter(case=case).update(text="改过")
    assert "可能被改动过" in read(applicant, case)


def test_a_complaint_is_a_case_of_its_own_about_this_one(applicant, case):
    page = read(applicant, case, "complain/")
    assert case.number in page
    fields = {
        "form-complaint_field": "mediation", "form-complaint_target": "调解员", "form-complaint_content": "一直不回电话",
        "form-safe_to_call": "yes", "form-complainant_name": "申小甲", "form-keep_identity_secret": "yes",
    }  # fmt: skip
    address = f"/track/{case.pk}/complain/"
    answer = applicant.post(address, fields)
    page = applicant.get(answer["Location"]).content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    assert applicant.post(address, {"confirm": "1", "token": token})["Location"] == f"/receipts/{token}/"
    complaint = Case.objects.get(procedure_code="COMPLAINT")
    assert complaint.data["related_case"] == case.number
    link = CaseLink.objects.get()
    assert (link.case, link.other) == (complaint, case)
    assert CaseEvent.objects.filter(case=case).count() == 1


def test_the_plan_of_performance_is_shown(applicant, agreed, officer):
    due = agreed.data["performance_due"]
    said = f'协议约定的履行日期：<time datetime="{due}"><strong>{due}</strong></time>'
    assert said in read(applicant, agreed)
    schedule(agreed, [Line(date(2026, 5, 1), "第一笔赔偿款")], doer=officer)
    text = read(applicant, agreed)
    assert ("第一笔赔偿款" in text, said in text) == (True, False)


def test_a_party_takes_up_judicial_confirmation_once(applicant, agreed):
    offer = FollowUpOffer.objects.get(case=agreed, procedure_code="JC_OFFLINE")
    address = f"/track/{agreed.pk}/next/{offer.pk}/"
    assert address in read(applicant, agreed)
    answers = [applicant.post(address, {"token": "t" * 32})["Location"] for _ in range(2)]
    assert answers == [f"/receipts/{'t' * 32}/"] * 2
    opened = Case.objects.get(procedure_code="JC_OFFLINE")
    assert (opened.parent, opened.parties.count()) == (agreed, 2)
    assert "查询码" in applicant.get(answers[0]).content.decode()


def test_what_only_the_office_does_next_is_not_offered(applicant, agreed):
    codes = {offer.procedure_code for offer in FollowUpOffer.objects.filter(case=agreed)}
    assert "AGREEMENT_REVISIT" in codes
    offer = FollowUpOffer.objects.get(case=agreed, procedure_code="AGREEMENT_REVISIT")
    assert f"/next/{offer.pk}/" not in read(applicant, agreed)


def test_who_only_helped_looks_on_and_brings_papers(visitor, items, inside_a, browse, county_a):
    user = citizen("+8613800000009", "代大姐")
    visitor.force_login(user)
    by_helper = {
        "form-filled_by": "helper", "form-helper_name": "代大姐", "form-helper_relation": "邻居", "form-helper_consent": "yes",
    }  # fmt: skip
    case, _code = send(visitor, **by_helper)
    page = read(visitor, case, door="my")
    assert "step/withdraw/" not in page
    assert visitor.get(f"/my/{case.pk}/step/withdraw/").status_code == 404
    file = SimpleUploadedFile("收据.pdf", b"%PDF-1.7 receipt")
    assert visitor.post(f"/my/{case.pk}/evidence/", {"file": [file]}).status_code == 302


def test_a_case_found_by_code_is_kept_in_the_account(applicant, case, browse):
    applicant.force_login(citizen("+8613900000003", "申小甲"))
    session = applicant.session
    session["case_grants"] = {f"{case.tenant_id}:{case.pk}": {"until": 2**40, "mark": case.lookup_hash[:16]}}
    session.save()
    assert applicant.post(f"/track/{case.pk}/keep/")["Location"] == f"/my/{case.pk}/"
    assert Party.objects.get(case=case, side="applicant").user.name == "申小甲"


def test_only_the_verified_phone_claims_and_never_of_who_asked_for_care(case, browse, county_a):
    party = case.parties.get(side="applicant")
    user = citizen()
    client = browse(county_a)
    client.force_login(user)
    Party.objects.filter(pk=party.pk).update(careful="只在上午打")
    assert client.post(f"/my/take/{party.pk}/").status_code == 404
    Party.objects.filter(pk=party.pk).update(careful="")
    user.phone_verified = False
    user.save()
    assert client.post(f"/my/take/{party.pk}/").status_code == 404
    user.phone_verified = True
    user.save()
    assert client.post(f"/my/take/{party.pk}/")["Location"] == f"/my/{case.pk}/"


def test_the_other_side_hears_and_sees_nothing_until_it_is_invited(case, browse, county_a, officer):
    """Who fears somebody must be able to ask for help without their knowing."""
    other = case.parties.get(side="respondent")
    user = User.objects.create_user("other", name="被小乙", phone=other.phone, phone_verified=True)
    client = browse(county_a)
    client.force_login(user)
    assert case.number not in client.get("/my/").content.decode()
    assert client.post(f"/my/take/{other.pk}/").status_code == 404
    advance(case, "start_review", doer=officer)
    assert other.phone not in {
        notice.to_phone for notice in Notice.objects.filter(about=f"case:{case.number}")
    }
    invite(other, doer=officer)
    assert "请您参加" in Notice.objects.filter(about=f"case:{case.number}").first().text
    assert client.post(f"/my/take/{other.pk}/")["Location"] == f"/my/{case.pk}/"


def test_a_phone_of_another_county_claims_nothing(case, browse, county_b):
    client = browse(county_b)
    client.force_login(citizen())
    assert client.post(f"/my/take/{case.parties.first().pk}/").status_code == 404


def test_no_page_is_kept_in_a_cache(applicant, case):
    answer = applicant.get(f"/track/{case.pk}/")
    assert "no-store" in answer["Cache-Control"]
    assert "X-Page-Cache" not in answer


def test_the_page_asks_at_most_forty_questions_however_long_the_story(applicant, agreed, officer):
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as seen:
            read(applicant, agreed)
        counts.append(len(seen))
        for place in range(8):
            send_message(agreed, Message.Kind.QUESTION, f"第{place}问", doer=officer)
            add_evidence(
                agreed, doer=officer, name=f"{_round}{place}.pdf", content=f"%PDF-{_round}{place}".encode()
            )
    assert counts[1] <= counts[0] <= MOST


def test_a_party_may_speak_for_itself_only(case, respondent):
    """What the applicant told of itself is not put before the other side."""
    assert citizen_doer(case.parties.first()).party.name == "申小甲"
    assert "13800000001" not in read(respondent, case, door="my")
