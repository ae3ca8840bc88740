"""Mediation after road accidents, walked to each of its ends and compared with a table written by hand."""

import pytest

from services.procedures.engine import step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.verify import verify
from tests.services.procedures import walking

PROCEDURE = shipped()["PM_TRAFFIC"]

STATES = """
registered 已登记
not_accepted 不予受理 not_accepted
accepted 已受理
assigned 已指派调解员
investigating 证据核实
mediating 调解中
joint_mediating 警民联合调解
returned_to_police 已终止并回复事故中队
agreed 达成协议
performing 协议履行督促中
performed 已履行
breached 到期未履行
remedy_guided 已引导其他救济
withdrawn 当事人撤回或拒绝
archived 已归档 case_closed
"""

WAYS = """
accept_application | 依申请受理 | registered > accepted | mediation_studio | 卫司发〔2010〕73号 五(一)
accept_transfer | 征得同意后接收移交材料 | registered > accepted | mediation_studio | 卫司发〔2010〕73号 五(一)1
accept_general_transfer | 接收一般程序案件移送函并告知双方 | registered > accepted | mediation_studio | 卫司发〔2010〕73号 五(一)2
accept_proactive | 主动调解受理 | registered > accepted | mediation_studio | 卫司发〔2010〕73号 五(一)3
reject | 不予受理或转交管部门调解 | registered > not_accepted | mediation_studio | 卫司发〔2010〕73号 五(一)4
assign | 指派调解员 | accepted > assigned | committee_director | 卫司发〔2010〕73号 五(二)1
replace_mediator | 回避更换 | assigned investigating mediating > assigned | committee_director | own
investigate | 核实证据 | assigned > investigating | mediator | 卫司发〔2010〕73号 五(一)2
open_mediation | 组织调解 | investigating > mediating | mediator | 卫司发〔2010〕73号 五(二)1
invite_insurer | 邀请保险公司参加 | mediating > mediating | mediator | 卫司发〔2010〕73号 五(二)3
go_joint | 与办案民警联合调解 | mediating > joint_mediating | mediator case_police_officer | 卫司发〔2010〕73号 五(二)4
agree | 达成协议并反馈事故中队 | mediating joint_mediating > agreed | mediator | 卫司发〔2010〕73号 五(二)1
terminate | 终止调解回复事故中队 | mediating joint_mediating > returned_to_police | mediator | 卫司发〔2010〕73号 五(二)2
withdraw | 当事人撤回 | registered accepted assigned investigating mediating joint_mediating > withdrawn | party | own
archive_returned | 终止案件归档 | returned_to_police > archived | mediator | own
effect | 书面协议生效 | agreed > performing | mediator | 卫司发〔2010〕73号 四(五)、五
perform_at_once | 即时履行 | agreed > performed | mediator | own
confirm_performance | 确认履行 | performing > performed | mediator | 卫司发〔2010〕73号 四(五)、五
mark_breach | 登记逾期未履行 | performing > breached | mediator due:performance | own
urge | 督促履行 | breached > performing | mediator | 卫司发〔2010〕73号 四(五)、五
guide_remedy | 引导支付令、执行或诉讼 | breached > remedy_guided | mediator | 卫司发〔2019〕32号 四(五)2; 平司发〔2023〕12号 三(四)2
archive | 立卷归档 | performed withdrawn remedy_guided > archived | mediator | 卫司发〔2010〕73号 五(二)1
"""  # noqa: E501

# The clock of performance is not in the policies: it counts to the day the parties agreed on.
CLOCKS = """
overall limit 30 calendar_day | accepted > agreed returned_to_police withdrawn | 卫司发〔2010〕73号 五(二)1
performance limit open calendar_day | performing > performed breached | 《中华人民共和国人民调解法》 第二十九条
"""

OPENED = "accept_application assign investigate open_mediation "
ENDS = {
    OPENED + "agree effect confirm_performance archive": "case_closed",
    "accept_transfer assign investigate replace_mediator investigate open_mediation invite_insurer go_joint agree "
    "perform_at_once archive": "case_closed",
    "accept_general_transfer assign investigate open_mediation terminate archive_returned": "case_closed",
    "accept_proactive assign investigate open_mediation agree effect mark_breach urge mark_breach guide_remedy archive":
    "case_closed",
    OPENED + "go_joint terminate archive_returned": "case_closed",
    "withdraw archive": "case_closed",
    OPENED + "withdraw archive": "case_closed",
    "reject": "not_accepted",
}  # fmt: skip


def test_it_stands_as_in_the_table():
    assert verify(PROCEDURE) == ()
    assert walking.states(PROCEDURE) == walking.table(STATES)
    assert walking.ways(PROCEDURE) == walking.table(WAYS)
    assert walking.clocks(PROCEDURE) == walking.table(CLOCKS)


def test_its_other_figures():
    counted = {clock.number for clock in PROCEDURE.clocks} | {"judicial_confirmation_window"}
    assert [line for line in walking.numbers(PROCEDURE) if line.split()[0] not in counted] == [
        "studio_mediators 3 person | 卫司发〔2010〕73号 二(二)"
    ]


@pytest.mark.parametrize("steps", ENDS)
def test_it_comes_to_its_end(steps):
    assert walking.walk(PROCEDURE, steps).outcome == ENDS[steps]


def test_every_end_and_every_step_is_walked():
    assert {*ENDS.values()} == {state.outcome for state in PROCEDURE.states if state.final}
    assert {code for steps in ENDS for code in steps.split()} == {*PROCEDURE.by_transition}


def test_every_step_can_be_asked_as_a_form():
    assert len(walking.forms(PROCEDURE)) == 22


def test_nothing_is_accepted_before_the_accident_certificate():
    facts = Facts("registered", guards=frozenset({"jurisdiction_ok", "parties_willing"}))
    refused = step(PROCEDURE, facts, "accept_application", Actor(frozenset({"mediation_studio"})), {})
    assert str(refused) == "事故认定书还没有生效，也没有出具事故证明"
    letter = Facts(
        "registered", guards=frozenset({"general_procedure_case", "accident_certificate_effective"})
    )
    refused = step(PROCEDURE, letter, "accept_general_transfer", Actor(frozenset({"mediation_studio"})), {})
    assert refused.items == ("traffic_transfer_letter",)


def test_the_limit_ends_when_the_squad_has_its_answer():
    facts = Facts("joint_mediating", clocks={"overall": ClockFact("running")})
    typed = {"unresolved_reason": "x", "feedback_date": "2026-03-02"}
    taken = step(PROCEDURE, facts, "terminate", Actor(frozenset({"mediator"})), typed)
    assert (taken.clocks, taken.documents) == ((ClockChange("overall", "stop"),), ("termination_reply",))
