"""The door on a profile, the box and the list in the back office."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from services.cases.models import Case, CaseLink
from services.complaints.actions.name_complained import name_complained
from services.complaints.models import Complained
from services.directory.models import Lawyer
from tenants.scope import in_tenant
from tests.services.complaints.conftest import complaint, organisation, take

pytestmark = pytest.mark.django_db
BOARD = "/admin/complaints/"


def door(lawyer: Lawyer) -> str:
    return f"/directory/lawyers/{lawyer.pk}/complain/"


def test_the_profile_leads_to_a_form_that_knows_whom_it_is_about(browse, county_a, lawyer):
    visitor = browse(county_a)
    assert f'href="{door(lawyer)}"' in visitor.get(f"/directory/lawyers/{lawyer.pk}/").content.decode()
    page = visitor.get(door(lawyer)).content.decode()
    said = (
        "钱有度（甲县天平律师事务所）", "可以匿名", "身份保密", "法律援助投诉受理 5个工作日", "法律援助投诉办结 45日",
        "《法律援助投诉处理办法》 受理期限", "其他投诉：文件没有写期限",
    )  # fmt: skip
    assert [one for one in said if one not in page] == []
    assert 'name="form-complaint_target"' not in page


def test_what_is_sent_is_about_that_person_whatever_the_browser_says(
    browse, county_a, lawyer, django_capture_on_commit_callbacks
):
    visitor, address = browse(county_a), door(lawyer)
    fields = {
        "form-complaint_field": "legal_aid", "form-complaint_target": "别人", "form-complaint_content": "没有到庭",
        "form-safe_to_call": "yes", "form-keep_identity_secret": "yes", "form-complained": "mediator-1",
    }  # fmt: skip
    page = visitor.get(visitor.post(address, fields)["Location"]).content.decode()
    token = re.search(r'name="token" value="(\w+)"', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor.post(address, {"confirm": "1", "token": token})["Location"] == f"/receipts/{token}/"
    row = Complained.objects.select_related("case").get()
    assert (row.lawyer, row.made_by, row.case.data["complaint_target"]) == (
        lawyer, None, "钱有度（甲县天平律师事务所）",
    )  # fmt: skip


def test_nobody_of_another_county_and_nobody_who_is_not_public_has_a_door(browse, county_a, county_b, lawyer):
    with in_tenant(county_b):
        firm = organisation(county_b, "乙县律师事务所", "law_firm")
        theirs = Lawyer.objects.create(
            tenant=county_b,
            firm=firm,
            name="吴",
            licence="B1",
            licensed_on="2015-01-01",
            started_on="2020-01-01",
        )
    visitor = browse(county_a)
    assert visitor.get(door(theirs)).status_code == 404
    Lawyer.objects.filter(pk=lawyer.pk).update(listed=False)
    assert visitor.get(door(lawyer)).status_code == 404


def test_the_office_finds_the_person_and_the_case_says_so(browse, county_a, officer, lawyer):
    case = complaint(officer, "天平所的钱有度律师")
    desk = browse(county_a, "jia-case_officer")
    page = desk.get(f"{BOARD}{case.pk}/name/").content.decode()
    assert f'value="lawyer-{lawyer.pk}"' in page
    assert f'value="lawyer-{lawyer.pk}"' in desk.get(f"{BOARD}{case.pk}/name/?q=有度").content.decode()
    assert "没有找到" in desk.get(f"{BOARD}{case.pk}/name/?q=没有此人").content.decode()
    assert desk.post(f"{BOARD}{case.pk}/name/", {"about": "lawyer-0"}).status_code == 400
    assert desk.post(f"{BOARD}{case.pk}/name/", {"about": f"lawyer-{lawyer.pk}"}).status_code == 302
    page = desk.get(f"/admin/cases/{case.pk}/").content.decode()
    assert ("投诉的是谁" in page, "甲县天平律师事务所" in page) == (True, True)
    assert browse(county_a, "jia-mediator").get(f"{BOARD}{case.pk}/name/").status_code == 404
    assert desk.get(f"{BOARD}{case.pk + 99}/name/").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("case_officer", 200),
        ("supervisor", 200),
        ("county_admin", 200),
        ("mediator", 403),
        ("receptionist", 403),
    ],
)
def test_who_reads_the_list(role, status, browse, county_a, officer):
    case = complaint(officer)
    answer = browse(county_a, f"jia-{role}").get(BOARD)
    assert (answer.status_code, case.number in answer.content.decode()) == (status, status == 200)


def test_the_list_groups_by_person_says_what_is_late_and_counts_nobody_elses(
    browse, county_a, county_b, officer, lawyer, mediator, django_assert_max_num_queries
):
    for _place in range(4):
        name_complained(complaint(officer), lawyer=lawyer, doer=officer)
    true = complaint(officer)
    name_complained(true, mediator=mediator, doer=officer)
    take(true, "investigate", "decide", doer=officer)
    name_complained(true, mediator=mediator, doer=officer)
    Case.objects.filter(pk=Case.objects.earliest("pk").pk).update(due_at=timezone.now() - timedelta(days=3))
    desk = browse(county_a, "jia-supervisor")
    with django_assert_max_num_queries(24):
        page = desk.get(BOARD).content.decode()
    assert [one for one in ("钱有度", "赵守礼", "1件已逾期", "已逾期3天", "查实1件") if one not in page] == []
    assert page.index("钱有度") < page.index("赵守礼")
    only = desk.get(f"{BOARD}?kind=mediator&state=all").content.decode()
    assert ("钱有度" in only, "赵守礼" in only) == (False, True)
    assert "还没有收到投诉" in browse(county_b, "yi-supervisor").get(BOARD).content.decode()


def test_who_is_complained_of_is_not_told_by_the_page_of_his_own_case(
    browse, county_a, officer, case_of_mediator
):
    CaseLink.objects.create(
        tenant=county_a,
        case=(about := complaint(officer)),
        other=case_of_mediator,
        kind=CaseLink.Kind.RELATED,
    )
    address = f"/admin/cases/{case_of_mediator.pk}/"
    pages = [
        browse(county_a, f"jia-{role}").get(address).content.decode() for role in ("mediator", "case_officer")
    ]
    assert [about.number in page for page in pages] == [False, True]
