"""From closed cases to money paid, and back again."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from services.calendar.periods import read
from services.cases.errors import StepRefused
from services.cases.models import CaseEvent, Handler
from services.mediation.models import Room
from services.subsidies import beneath
from services.subsidies.actions import compile_claims as compiling
from services.subsidies.actions.compile_claims import compile_claims
from services.subsidies.actions.decide import Payer, approve, refuse, send_back
from services.subsidies.actions.pay import claw_back, make_list, pay
from services.subsidies.actions.set_lines import Typed, set_lines
from services.subsidies.actions.submit import submit
from services.subsidies.errors import NoRate, NotAllowed, NotInOrder, Overtaken
from services.subsidies.models import Claim, ClaimLine, Payee
from services.subsidies.queries.found import Found, Proposal
from services.subsidies.queries.found import mediator as who_of
from services.subsidies.queries.propose import propose
from tests.services.subsidies.conftest import NOW, concluded, rate, rule

pytestmark = pytest.mark.django_db
QUARTER, MAY = read("2026-Q2"), read("2026-05")
State = ClaimLine.State


def compiled(scheme: str, actor: Any, **more: Any) -> list[Claim]:
    return compile_claims(scheme, QUARTER if scheme == "mediation" else MAY, actor=actor, now=NOW, **more)


def line_of(claim: Claim) -> ClaimLine:
    return ClaimLine.objects.get(claim=claim)


@pytest.fixture
def claim(officer: Any, mediator: Any, reviewed: None) -> Claim:
    """Two mediations of one mediator, compiled and handed in."""
    rate(mediator.tenant)
    for number in ("甲1", "甲2"):
        concluded(number, mediator=mediator)
    (made,) = compiled("mediation", officer)
    submit(made, actor=officer, now=NOW)
    return made


@pytest.fixture
def paid(claim: Claim, officer: Any, admin: Any) -> Claim:
    approve(claim, actor=admin, compliant=True, now=NOW)
    Payee.objects.update(account="6222000011112222", bank="甲县农信社")
    pay(make_list("mediation", actor=officer, now=NOW), actor=admin, paid_on=date(2026, 7, 6), now=NOW)
    return claim


def test_a_mediation_is_paid_with_its_clauses(paid: Claim) -> None:
    paid.refresh_from_db()
    assert (paid.case.state, paid.paid_on, paid.period) == ("paid", date(2026, 7, 6), "2026-Q2")
    lines = list(paid.lines.all())
    assert [(str(one), one.amount, one.state) for one in lines] == [
        ("甲1", Decimal(200), "paid"),
        ("甲2", Decimal(200), "paid"),
    ]
    assert lines[0].clauses == [("甲司发〔2026〕1号", "第三条"), ("卫司发〔2017〕78号", "六·评查")]
    row = paid.rows.get()
    assert (row.name, row.masked, row.count, row.amount) == ("罗调解", "****2222", 2, Decimal(400))
    assert paid.case.data["approved_amount"] == "400"
    steps = CaseEvent.objects.filter(case=paid.case, kind="step").values_list("code", flat=True)
    assert list(steps) == ["submit", "approve", "pay"]


def test_a_scheme_without_a_written_amount_cannot_be_claimed(
    officer: Any, mediator: Any, reviewed: None
) -> None:
    concluded("甲1", mediator=mediator)
    with pytest.raises(NoRate, match="文件没有写，由当地规定"):
        compiled("mediation", officer)
    assert Claim.objects.count() == 0
    rate(mediator.tenant, until=date(2026, 3, 31))
    with pytest.raises(NoRate):
        compiled("mediation", officer)


def test_why_cases_are_left_out(officer: Any, mediator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = concluded("甲1", mediator=mediator), concluded("甲2", mediator=mediator)
    concluded("甲3", mediator=mediator, data={})
    concluded("甲4", mediator=mediator)
    concluded("甲5")
    monkeypatch.setattr(beneath, "passed", lambda _cases: frozenset({good.pk}))
    monkeypatch.setattr(beneath, "failed", lambda _cases: frozenset({bad.pk}))
    found = propose("mediation", QUARTER)
    assert [str(one.case) for one in found.lines] == ["甲1"]
    assert {one.subject: one.why for one in found.left_out} == {
        "甲2": "案卷评查不合格。",
        "甲3": "没有达成协议的不领补贴。",
        "甲4": "案卷还没有经过评查。",
        "甲5": "没有登记承办人，或者承办人不在名册里。",
    }
    rule(mediator.tenant, "mediation", needs_review=False)
    assert [str(one.case) for one in propose("mediation", QUARTER).lines] == ["甲1", "甲4"]


def test_legal_aid_is_paid_when_archived_with_good_quality(officer: Any, lawyer: Any) -> None:
    concluded("援1", "LA_CASE", lawyer=lawyer)
    concluded("援2", "LA_CASE", "unqualified", lawyer=lawyer)
    rate(lawyer.tenant, "legal_aid", name="民事", least=1200, most=1200)
    (made,) = compiled("legal_aid", officer)
    assert [(str(one), one.amount) for one in made.lines.all()] == [("援1", Decimal(1200))]


def test_no_agreement_no_pay_for_arbitrators(officer: Any) -> None:
    for number, state in (("仲1", "closed"), ("仲2", "refused")):
        case = concluded(number, "ARB_CONFIRMATION", state)
        Handler.objects.create(tenant=case.tenant, case=case, role="arbitrator", name="钱仲裁", since=NOW)
    found = propose("arbitration", MAY)
    assert [str(one.case) for one in found.lines] == ["仲1"]
    assert [(one.subject, one.why) for one in found.left_out] == [("仲2", "没有达成协议的不领补贴。")]


def test_tiers_are_chosen_with_a_reason_and_claimed_apart(officer: Any) -> None:
    for number in ("仲1", "仲2"):
        case = concluded(number, "ARB_CONFIRMATION", "closed")
        Handler.objects.create(tenant=case.tenant, case=case, role="arbitrator", name="钱仲裁", since=NOW)
    (made,) = compiled("arbitration", officer)
    first, second = made.lines.all()
    with pytest.raises(NotInOrder) as refused:
        submit(made, actor=officer, now=NOW)
    assert refused.value.lines == {first.pk: "请选择补贴档次。", second.pk: "请选择补贴档次。"}
    set_lines(made, {first.pk: Typed("arb_pay_simple"), second.pk: Typed("arb_pay_heard")}, actor=officer)
    with pytest.raises(NotInOrder, match="各行"):
        submit(made, actor=officer, now=NOW)
    reasons = {one.pk: Typed(reason="庭审一次") for one in (first, second)}
    set_lines(made, reasons, actor=officer)
    claims = submit(made, actor=officer, now=NOW)
    told = [
        (one.case.data["pay_tier"], one.case.data["case_rate"], one.case.data["claim_amount"])
        for one in claims
    ]
    assert told == [("arb_simple", "500", "500"), ("arb_heard", "800", "800")]
    assert [line_of(one).clauses for one in claims] == [
        [("卫司发〔2020〕4号", "第十八条(一)1")],
        [("卫司发〔2020〕4号", "第十八条(一)2")],
    ]


def test_the_procedure_refuses_a_rate_that_is_not_the_tiers(officer: Any) -> None:
    case = concluded("仲1", "ARB_CONFIRMATION", "closed")
    Handler.objects.create(tenant=case.tenant, case=case, role="arbitrator", name="钱仲裁", since=NOW)
    (made,) = compiled("arbitration", officer)
    set_lines(made, {line_of(made).pk: Typed("arb_pay_simple", reason="清楚")}, actor=officer)
    set_lines(made, {line_of(made).pk: Typed(amount=Decimal(400), reason="清楚")}, actor=officer)
    with pytest.raises(StepRefused, match="第一档500元"):
        submit(made, actor=officer, now=NOW)


def test_a_range_needs_a_reason_and_holds(in_yunnan: Any, officer: Any, admin: Any, mediator: Any) -> None:
    concluded("访1", "PM_PETITION", mediator=mediator)
    (made,) = compiled("petition", officer)
    line = line_of(made)
    assert line.settled is True

    def why(**typed: Any) -> str:
        with pytest.raises(NotInOrder) as refused:
            set_lines(made, {line.pk: Typed("petition_general_pay", **typed)}, actor=officer)
            submit(made, actor=officer, now=NOW)
        return refused.value.lines[line.pk]

    assert why() == "请填写金额。"
    assert why(amount=Decimal(4000)) == "金额在幅度内核定，或者与标准不同的，写明理由。"
    assert why(amount=Decimal(5001), reason="难") == "不能高于5000元。"
    assert why(amount=Decimal(2999), reason="难") == "不能低于3000元。"
    typed = Typed("petition_general_pay", Decimal(4000), "走访六次")
    set_lines(made, {line.pk: typed}, actor=officer)
    submit(made, actor=officer, now=NOW)
    with pytest.raises(StepRefused, match="由产生问题的单位承担"):
        approve(made, actor=admin, compliant=True, now=NOW)
    approve(made, actor=admin, compliant=True, payer=Payer("unit", "某厂"), now=NOW)
    assert (line_of(made).amount, line_of(made).state) == (Decimal(4000), "approved")


def test_an_unsettled_petition_is_paid_in_part(in_yunnan: Any, officer: Any, mediator: Any) -> None:
    concluded("访1", "PM_PETITION", mediator=mediator, data={})
    (made,) = compiled("petition", officer)
    line = line_of(made)
    assert line.settled is False
    set_lines(made, {line.pk: Typed("petition_general_pay", Decimal(1500), "多次走访")}, actor=officer)
    (made,) = submit(made, actor=officer, now=NOW)
    assert made.case.data["claim_amount"] == "1500"


def test_officials_get_nothing_for_petition_cases(
    in_yunnan: Any, officer: Any, admin: Any, mediator: Any
) -> None:
    concluded("访1", "PM_PETITION", mediator=mediator)
    (made,) = compiled("petition", officer)
    typed = Typed("petition_general_pay", Decimal(4000), "走访六次")
    set_lines(made, {line_of(made).pk: typed}, actor=officer)
    submit(made, actor=officer, now=NOW)
    Payee.objects.update(official=True)
    with pytest.raises(StepRefused, match="公职人员办理信访案件不领补助"):
        approve(made, actor=admin, compliant=True, payer=Payer("unit", "某厂"), now=NOW)
    refuse(made, actor=admin, reason="在编人员", now=NOW)
    made.refresh_from_db()
    assert (made.case.outcome, line_of(made).state) == ("rejected", "refused")
    concluded("访2", "PM_PETITION", mediator=mediator)
    found = propose("petition", MAY)
    assert [one.subject for one in found.left_out if "六(四)6" in one.why] == ["访1", "访2"]
    assert found.lines == []


def test_nobody_approves_what_they_compiled_or_are_paid(
    claim: Claim, officer: Any, admin: Any, mediator: Any, person: Callable
) -> None:
    with pytest.raises(NotAllowed, match="由您编制"):
        approve(claim, actor=officer, compliant=True, now=NOW)
    mediator.user = admin
    mediator.save(update_fields=["user"])
    with pytest.raises(NotAllowed, match="审核人不审核给自己的补贴"):
        approve(claim, actor=admin, compliant=True, now=NOW)
    for name in ("stranger", "jia-supervisor", "jia-mediator", "yi-case_officer"):
        with pytest.raises(NotAllowed):
            approve(claim, actor=person(name), compliant=True, now=NOW)
        with pytest.raises(NotAllowed):
            compiled("mediation", person(name))
    assert claim.lines.filter(state=State.CLAIMED).count() == 2


def test_the_files_are_judged_before_money_is_approved(claim: Claim, admin: Any) -> None:
    with pytest.raises(StepRefused, match="案卷还没有确认合格"):
        approve(claim, actor=admin, compliant=False, now=NOW)


def test_a_case_is_claimed_once_per_scheme(claim: Claim, officer: Any) -> None:
    with pytest.raises(NotInOrder, match="没有可以申报"):
        compiled("mediation", officer)
    line = claim.lines.first()
    again = ClaimLine(
        tenant=line.tenant, claim=claim, payee=line.payee, scheme=line.scheme, about=line.about, grounds=[]
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    ClaimLine.objects.filter(pk=line.pk).update(state=State.REFUSED)
    again.save()
    assert ClaimLine.objects.filter(about=line.about).count() == 2


def test_who_compiles_second_is_told_so(claim: Claim, officer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if both had read before either wrote."""
    proposed = propose("mediation", QUARTER)
    assert proposed.lines == []
    line = claim.lines.select_related("about", "payee__mediator").first()
    late = Proposal([Found(who_of(line.payee.mediator, frozenset()), line.about)])
    monkeypatch.setattr(compiling, "propose", lambda *_args: late)
    with pytest.raises(Overtaken, match="刚刚有人汇编"):
        compiled("mediation", officer)
    assert Claim.objects.count() == 1


def test_a_refused_case_comes_back_only_when_asked_for(claim: Claim, officer: Any, admin: Any) -> None:
    refuse(claim, actor=admin, reason="查明没有调成", false=True, now=NOW)
    found = propose("mediation", QUARTER)
    assert [(one.subject, one.again) for one in found.left_out] == [("甲1", True), ("甲2", True)]
    again = [one.case.pk for one in found.left_out if one.subject == "甲2"]
    (made,) = compiled("mediation", officer, again=again)
    assert [str(one) for one in made.lines.all()] == ["甲2"]


def test_one_line_is_refused_and_the_rest_approved(claim: Claim, admin: Any) -> None:
    first, _second = claim.lines.all()
    set_lines(claim, {first.pk: Typed(refused="材料与案卷不符")}, actor=admin)
    approve(claim, actor=admin, compliant=True, now=NOW)
    assert [(one.state, one.refused_because) for one in claim.lines.all()] == [
        ("refused", "材料与案卷不符"),
        ("approved", ""),
    ]
    claim.case.refresh_from_db()
    assert claim.case.data["approved_amount"] == "200"


def test_a_claim_sent_back_is_handed_in_again(claim: Claim, officer: Any, admin: Any) -> None:
    send_back(claim, actor=admin, items="补案卷封面", now=NOW)
    submit(Claim.objects.get(), actor=officer, now=NOW)
    assert Claim.objects.get().case.state == "submitted"


def test_open_findings_ask_for_a_reason(claim: Claim, admin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = claim.lines.first()
    monkeypatch.setattr(beneath, "open_about", lambda cases: {first.about_id: ["两案文字相近"]})
    with pytest.raises(NotInOrder) as refused:
        approve(claim, actor=admin, compliant=True, now=NOW)
    assert list(refused.value.lines) == [first.pk]
    set_lines(claim, {first.pk: Typed(despite="已电话回访双方")}, actor=admin)
    approve(claim, actor=admin, compliant=True, now=NOW)
    assert claim.lines.first().state == "approved"


def test_claws_back_what_was_invented(paid: Claim, officer: Any) -> None:
    line = paid.lines.first()
    with pytest.raises(NotInOrder):
        claw_back(paid, [line.pk], actor=officer, reason="", now=NOW)
    assert claw_back(paid, [line.pk], actor=officer, reason="当事人不知道有这件纠纷", now=NOW) == Decimal(200)
    paid.case.refresh_from_db()
    assert (paid.case.outcome, paid.case.data["clawback_amount"]) == ("clawed_back", "200")
    assert [one.state for one in paid.lines.all()] == ["clawed_back", "paid"]
    found = propose("mediation", QUARTER)
    assert [one.why for one in found.left_out] == ["补贴已经追回。"]


def test_a_list_is_paid_once_and_a_claim_is_on_one_list(paid: Claim, officer: Any, admin: Any) -> None:
    with pytest.raises(NotInOrder):
        make_list("mediation", actor=officer, now=NOW)
    with pytest.raises(Overtaken):
        pay(paid.rows.get().payment_list, actor=admin, paid_on=date(2026, 7, 6), now=NOW)


def test_mediation_by_video_is_paid_higher_under_its_own_clause(
    officer: Any, mediator: Any, reviewed: None
) -> None:
    rate(mediator.tenant, least=250, most=250)
    rate(mediator.tenant, name="远程视频调解", least=None, most=None, percent=30, clause="第四条")
    concluded("甲1", mediator=mediator)

    Room.objects.create(
        tenant=mediator.tenant,
        organisation=mediator.organisation,
        title="甲1",
        about="case:甲1",
        starts_at=NOW,
        state=Room.State.ENDED,
    )
    (made,) = compiled("mediation", officer)
    line = line_of(made)
    assert (line.amount, line.percent, line.bases) == (
        Decimal(325),
        30,
        [["甲司发〔2026〕1号", "第三条"], ["甲司发〔2026〕1号", "第四条"]],
    )
