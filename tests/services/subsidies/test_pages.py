"""Who sees what of subsidies, and that the pages do what the actions do."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from services.calendar.periods import read, recent
from services.cases.models import Case
from services.subsidies.actions.decide import approve
from services.subsidies.actions.pay import make_list, pay
from services.subsidies.actions.submit import submit
from services.subsidies.errors import NotAllowed, NotInOrder
from services.subsidies.models import Budget, Claim, ClaimLine, Payee, PaymentList, Rate
from services.subsidies.queries.found import midnight
from services.subsidies.queries.money import budgets, purse
from services.subsidies.queries.public import published
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tests.services.subsidies.conftest import NOW, concluded, rate
from tests.services.subsidies.test_claims import compiled

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(officer: Any, mediator: Any, reviewed: None) -> Claim:
    rate(mediator.tenant)
    concluded("甲1", mediator=mediator)
    (made,) = compiled("mediation", officer)
    return made


@pytest.fixture
def listed(claim: Claim, officer: Any, admin: Any) -> PaymentList:
    submit(claim, actor=officer, now=NOW)
    approve(claim, actor=admin, compliant=True, now=NOW)
    Payee.objects.update(account="6222000011112222", bank="甲县农信社")
    return make_list("mediation", actor=officer, now=NOW)


@pytest.mark.parametrize(
    ("who", "status"),
    [("jia-case_officer", 200), ("jia-county_admin", 200), ("jia-supervisor", 200), ("jia-mediator", 403),
     ("jia-receptionist", 403), ("jia-editor", 403), ("yi-case_officer", 404)],
)  # fmt: skip
def test_who_reads_a_claim(
    who: str, status: int, claim: Claim, county_a: Any, county_b: Any, browse: Callable
) -> None:
    county = county_b if who.startswith("yi") else county_a
    client = browse(county, who)
    assert client.get(f"/admin/subsidies/claims/{claim.pk}/").status_code == status
    answer = client.get("/admin/subsidies/")
    assert (claim.case.number in answer.content.decode()) == (status == 200)


def test_who_is_paid_reads_their_own(claim: Claim, county_a: Any, county_b: Any, browse: Callable) -> None:
    seen = {
        who: "甲1" in browse(county, who).get("/admin/subsidies/own/").content.decode()
        for county, who in ((county_a, "jia-mediator"), (county_a, "jia-lawyer"), (county_b, "yi-mediator"))
    }
    assert seen == {"jia-mediator": True, "jia-lawyer": False, "yi-mediator": False}


def test_the_pages_lead_from_compiling_to_paying(claim: Claim, county_a: Any, browse: Callable) -> None:
    officer, admin = browse(county_a, "jia-case_officer"), browse(county_a, "jia-county_admin")
    page, line = f"/admin/subsidies/claims/{claim.pk}/", claim.lines.get()
    typed = {f"line-{line.pk}-rate": line.rate, f"line-{line.pk}-amount": "150", f"line-{line.pk}-reason": ""}
    refused = officer.post(page, {**typed, "do": "submit"})
    assert refused.status_code == 400
    assert "金额在幅度内核定，或者与标准不同的，写明理由。" in refused.content.decode()
    slip = officer.post(page, {**typed, f"line-{line.pk}-amount": "900000", "do": "save"})
    assert (slip.status_code, "不能高于200元。" in slip.content.decode()) == (400, True)
    assert ('value="900000"' in slip.content.decode(), "共150元" in slip.content.decode()) == (True, True)
    assert claim.lines.get().amount == 150
    typed[f"line-{line.pk}-reason"] = "只调解了一次"
    back = {**typed, f"line-{line.pk}-amount": "200", "do": "save"}
    assert (officer.post(page, back).status_code, claim.lines.get().reason) == (302, "")
    assert officer.post(page, {**typed, "do": "submit"}).status_code == 302
    assert "由您编制" in officer.get(page).content.decode()
    assert "案卷还没有确认合格" in admin.post(page, {**typed, "do": "approve"}).content.decode()
    done = admin.post(page, {**typed, "do": "approve", "compliant": "on"})
    assert (done.status_code, claim.lines.get().state) == (302, "approved")
    Payee.objects.update(account="6222000011112222")
    assert officer.post("/admin/subsidy-lists/", {"scheme": "mediation"}).status_code == 302
    sheet = f"/admin/subsidy-lists/{PaymentList.objects.get().pk}/"
    shown = officer.get(sheet).content.decode()
    assert ("****2222" in shown, "6222000011112222" in shown) == (True, False)
    today = timezone.localdate().isoformat()
    assert "这张发放表由您编制" in officer.post(sheet, {"do": "pay", "paid_on": today}).content.decode()
    early = admin.post(sheet, {"do": "pay", "paid_on": "2020-01-01"})
    assert (early.status_code, f"不能早于制表日期{today}" in early.content.decode()) == (400, True)
    assert admin.post(sheet, {"do": "pay", "paid_on": today}).status_code == 302
    seals = re.findall(r"(编制|审核|制表|发放)：([\w-]+)", admin.get(sheet).content.decode())
    by = [("编制", "甲县case_officer"), ("审核", "甲县county_admin")]
    assert seals == [*by, ("制表", "甲县case_officer"), ("发放", "甲县county_admin")]
    line.refresh_from_db()
    assert (line.state, line.amount) == ("paid", Decimal(150))
    assert "只调解了一次" in officer.get(page).content.decode()
    assert "200元" not in officer.get(f"/admin/cases/{line.about_id}/").content.decode()
    assert "150元" in officer.get(f"/admin/cases/{line.about_id}/").content.decode()


def test_the_file_for_the_bank_is_journalled_with_its_reason(
    listed: PaymentList, county_a: Any, browse: Callable
) -> None:
    address, client = f"/admin/subsidy-lists/{listed.pk}/", browse(county_a, "jia-case_officer")
    assert client.post(address, {"do": "export", "reason": ""}).status_code == 400
    assert JournalEntry.objects.filter(verb="subsidies_exported").count() == 0
    answer = client.post(address, {"do": "export", "reason": "交农信社代发"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[1][1:5] == ("罗调解", "6222000011112222", "甲县农信社", 200)
    entry = JournalEntry.objects.get(verb="subsidies_exported")
    assert entry.data["reason"] == "交农信社代发"
    assert "6222000011112222" not in str(entry.data)
    assert (
        browse(county_a, "jia-supervisor").post(address, {"do": "export", "reason": "x"}).status_code == 400
    )


def test_a_step_of_the_case_leads_to_its_lines(claim: Claim, county_a: Any, browse: Callable) -> None:
    client = browse(county_a, "jia-case_officer")
    answer = client.get(f"/admin/subsidies/steps/{claim.case_id}/submit/")
    assert answer.url == f"/admin/subsidies/claims/{claim.pk}/"
    assert (
        f"/admin/subsidies/steps/{claim.case_id}/submit/"
        in client.get(f"/admin/cases/{claim.case_id}/").content.decode()
    )


def test_no_typed_address_takes_a_step_past_its_lines(claim: Claim, county_a: Any, browse: Callable) -> None:
    client, address = browse(county_a, "jia-case_officer"), f"/admin/cases/{claim.case_id}/do/submit/"
    before = Case.objects.get(pk=claim.case_id).revision
    answers = [client.get(address), client.post(address, {"revision": str(before)})]
    there = f"/admin/subsidies/steps/{claim.case_id}/submit/"
    assert [(one.status_code, one.url) for one in answers] == [(302, there)] * 2
    assert Case.objects.get(pk=claim.case_id).revision == before


def test_the_administrator_writes_rates_with_a_clause(county_a: Any, browse: Callable) -> None:
    client = browse(county_a, "jia-county_admin")
    typed = {"scheme": "mediation", "name": "一般纠纷", "least": "200", "since": "2026-01-01"}
    address = "/admin/subsidy-rates/create/"
    assert client.post(address, typed).status_code == 200
    assert (
        client.post(
            address, {**typed, "document_number": "甲司发〔2026〕1号", "clause": "第三条"}
        ).status_code
        == 302
    )
    based = {**typed, "document_number": "《甲县补贴办法》", "clause": "第三条"}
    slips = {
        "least": ("200000", "请核对是不是多写了零"),
        "document_number": ("甲司发2026年1号", "写完整的文号"),
        "clause": ("3", "error"),
    }
    for name, (slip, said) in slips.items():
        assert said in client.post(address, {**based, name: slip}).content.decode()
    assert client.post(address, {**based, "least": "", "percent": "130"}).status_code == 200
    assert (
        client.post(address, {**typed, "percent": "30", "document_number": "x", "clause": "x"}).status_code
        == 200
    )
    shown = client.get("/admin/subsidy-rates/").content.decode()
    assert shown.count("文件没有写数额，由当地规定") == 3
    with in_tenant(county_a):
        made = Rate.objects.get()
    assert (made.least, made.most, made.entered_by.username) == (200, 200, "jia-county_admin")
    assert browse(county_a, "jia-case_officer").get(address).status_code == 403


def test_an_account_is_never_shown_again(claim: Claim, county_a: Any, browse: Callable) -> None:
    payee, client = claim.payee, browse(county_a, "jia-case_officer")
    address = f"/admin/subsidy-payees/edit/{payee.pk}/"
    assert client.post(address, {"name": payee.name, "account": "6222 0000 1111 2222"}).status_code == 302
    assert client.post(address, {"name": payee.name, "bank": "农信社", "account": ""}).status_code == 302
    payee.refresh_from_db()
    assert (payee.account, payee.bank) == ("6222000011112222", "农信社")
    assert "6222000011112222" not in client.get(address).content.decode()


def test_no_period_stands_in_for_another(claim: Claim, lawyer: Any, county_a: Any, browse: Callable) -> None:
    """Nothing is written on how often legal aid is claimed: by month or by quarter."""
    rate(county_a, "legal_aid")
    quarter = recent(timezone.localdate(), "quarter", 2)[1]
    concluded("援1", "LA_CASE", lawyer=lawyer, closed_at=midnight(quarter.first) - timedelta(days=10))
    client, address = (
        browse(county_a, "jia-case_officer"),
        "/admin/subsidies/compile/?scheme=legal_aid&period=",
    )
    shown, unknown = (client.get(address + code).content.decode() for code in (quarter.code, "2020-Q1"))
    marks = ("援1", "含以前各期评查、归档较晚的案件", "编制申报</button>", "没有这个期间")
    assert [mark in shown for mark in marks] == [True, True, True, False]
    assert [mark in unknown for mark in marks] == [False, False, False, True]
    nothing = client.get("/admin/subsidies/compile/?scheme=mediation").content.decode()
    assert "编制申报</button>" not in nothing
    for code in ("0001-01", "2020-Q1"):
        assert client.post(address, {"scheme": "legal_aid", "period": code}).url.endswith(code)


def paid_for(tenant: Any, scheme: str, names: str, claim: Claim, amount: int = 200, cases: int = 1) -> None:
    for name in names:
        payee, _made = Payee.objects.get_or_create(tenant=tenant, name=name)
        case = concluded(f"{scheme}{name}", "SUBSIDY_CLAIM", "closed")
        made = Claim.objects.create(
            tenant=tenant, case=case, scheme=scheme, payee=payee, period="2026-Q2", compiled_by=claim.compiled_by,
            compiled_at=NOW, paid_on=date(2026, 6, 30),
        )  # fmt: skip
        for number in range(cases):
            about = concluded(f"{scheme}{name}{number}")
            ClaimLine.objects.create(
                tenant=tenant, claim=made, scheme=scheme, payee=payee, about=about, amount=amount,
                state="paid", bases=[[f"{scheme}号", "第一条"]],
            )  # fmt: skip


def test_public_sums_name_nobody_and_merge_small_groups(
    claim: Claim, county_a: Any, browse: Callable
) -> None:
    half = read("2026-H1")
    assert half is not None
    paid_for(county_a, "mediation", "甲乙", claim)
    assert (published(half).groups, published(half).withheld) == ([], True)
    paid_for(county_a, "legal_aid", "丙丁戊己", claim, amount=1000, cases=2)
    paid_for(county_a, "arbitration", "庚", claim, amount=500)
    found = published(half)
    told = [(one.schemes, one.people, one.cases, one.total) for one in found.groups]
    assert told == [(["legal_aid"], 4, 8, Decimal(8000)), (["arbitration", "mediation"], 3, 3, Decimal(900))]
    assert found.whole is not None
    assert (found.whole.people, found.whole.total) == (7, Decimal(8900))
    page = browse(county_a).get("/rankings/subsidies/?period=2026-H1").content.decode()
    assert ("8900.00" in page, "legal_aid号 第一条" in page, "丙" in page) == (True, True, False)


def test_what_is_clawed_back_leaves_the_public_sum(claim: Claim, county_a: Any) -> None:
    half = read("2026-H1")
    assert half is not None
    paid_for(county_a, "mediation", "甲乙丙丁", claim)
    whole = published(half).whole
    assert whole is not None
    assert whole.total == Decimal(800)
    ClaimLine.objects.filter(payee__name="丁").update(state="clawed_back")
    whole = published(half).whole
    assert whole is not None
    assert (whole.total, whole.people) == (Decimal(600), 3)


def test_another_county_publishes_its_own(
    claim: Claim, county_a: Any, county_b: Any, browse: Callable
) -> None:
    paid_for(county_a, "mediation", "甲乙丙丁", claim)
    page = browse(county_b).get("/rankings/subsidies/?period=2026-H1").content.decode()
    assert ("800.00" in page, "甲司发" in page, "没有发放补贴" in page) == (False, False, True)


def test_budget_says_what_is_left_and_stops_nobody(
    claim: Claim, county_a: Any, listed: PaymentList, officer: Any, admin: Any
) -> None:
    """The year is that of the list, whenever the bank is done with it."""
    for year in (2026, 2027):
        Budget.objects.create(tenant=county_a, year=year, scheme="mediation", amount=100)
    bound = purse("mediation", 2026)
    assert bound is not None
    assert (bound.spent, bound.bound) == (0, Decimal(200))
    later = NOW + timedelta(days=365)
    for day, said in ((date(2020, 1, 1), "早于制表日期2026-07-06"), (date(2027, 7, 8), "晚于今天")):
        with pytest.raises(NotInOrder, match=said):
            pay(listed, actor=admin, paid_on=day, now=later)
    with pytest.raises(NotAllowed, match="由您编制"):
        pay(listed, actor=officer, paid_on=date(2026, 7, 6), now=NOW)
    pay(listed, actor=admin, paid_on=date(2027, 1, 4), now=later)
    assert [(one.year, one.spent) for one in budgets()] == [(2027, 0), (2026, Decimal(200))]
