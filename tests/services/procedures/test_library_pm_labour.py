"""Mediation of labour disputes, walked to each of its ends and compared with a table written by hand."""

import pytest

from services.procedures.engine import begin, step
from services.procedures.facts import Actor, ClockChange, Facts
from services.procedures.library import shipped
from services.procedures.verify import verify
from tests.services.procedures import walking

PROCEDURE = shipped()["PM_LABOUR"]

STATES = """
registered 已登记
not_accepted 不予受理 not_accepted
accepted 已受理
assigned 已指派调解员
mediating 调解中
joint_mediating 联合调解
returned_to_labour 已终止并回复劳动部门
agreed 达成协议
performing 协议履行督促中
performed 已履行
breached 到期未履行
remedy_guided 已引导其他救济
withdrawn 当事人撤回或拒绝
archived 已归档 case_closed
"""

WAYS = """
accept_application | 依申请受理 | registered > accepted | mediation_studio | 卫司发〔2013〕46号 五(一)
accept_transfer | 接收委托移交 | registered > accepted | mediation_studio | 卫司发〔2013〕46号 五(一)1
accept_proactive | 主动调解受理 | registered > accepted | mediation_studio | 卫司发〔2013〕46号 五(一)2
reject | 不予受理 | registered > not_accepted | mediation_studio | own
assign | 指派调解员 | accepted > assigned | committee_director | 卫司发〔2013〕46号 五(二)1
replace_mediator | 回避更换 | assigned mediating > assigned | committee_director | own
open_mediation | 组织调解 | assigned > mediating | mediator | 卫司发〔2013〕46号 五(二)1
go_joint | 与劳动部门联合调解 | mediating > joint_mediating | mediator labour_supervision labour_arbitration | 卫司发〔2013〕46号 五(二)3
agree | 达成协议并反馈 | mediating joint_mediating > agreed | mediator | 卫司发〔2013〕46号 五(二)1
terminate | 终止调解回复 | mediating joint_mediating > returned_to_labour | mediator | 卫司发〔2013〕46号 五(二)2
withdraw | 当事人撤回 | registered accepted assigned mediating joint_mediating > withdrawn | party | own
archive_returned | 终止案件归档 | returned_to_labour > archived | mediator | own
effect | 书面协议生效 | agreed > performing | mediator | 卫司发〔2013〕46号 四
perform_at_once | 即时履行 | agreed > performed | mediator | own
confirm_performance | 确认履行 | performing > performed | mediator | 卫司发〔2013〕46号 四
mark_breach | 登记逾期未履行 | performing > breached | mediator due:performance | own
urge | 督促履行 | breached > performing | mediator | 卫司发〔2013〕46号 四
guide_remedy | 引导支付令、执行或诉讼 | breached > remedy_guided | mediator | 卫司发〔2019〕32号 四(五)2; 平司发〔2023〕12号 三(四)2
archive | 立卷归档 | performed withdrawn remedy_guided > archived | mediator | 卫司发〔2013〕46号 五(二)1
"""  # noqa: E501

# The clock of performance is not in the policies: it counts to the day the parties agreed on.
CLOCKS = """
overall limit 20 calendar_day | accepted > agreed returned_to_labour withdrawn | 卫司发〔2013〕46号 五(二)1
statute limit 15 calendar_day | registered > agreed returned_to_labour withdrawn not_accepted | 主席令2007年第80号 第十四条
performance limit open calendar_day | performing > performed breached | 《中华人民共和国人民调解法》 第二十九条
"""  # noqa: E501

ENDS = {
    "accept_application assign open_mediation agree effect confirm_performance archive": "case_closed",
    "accept_transfer assign open_mediation replace_mediator open_mediation go_joint agree perform_at_once archive":
    "case_closed",
    "accept_proactive assign open_mediation agree effect mark_breach urge mark_breach guide_remedy archive":
    "case_closed",
    "accept_application assign open_mediation terminate archive_returned": "case_closed",
    "accept_application assign open_mediation go_joint terminate archive_returned": "case_closed",
    "withdraw archive": "case_closed",
    "accept_transfer assign withdraw archive": "case_closed",
    "reject": "not_accepted",
}  # fmt: skip


def test_it_stands_as_in_the_table():
    assert verify(PROCEDURE) == ()
    assert walking.states(PROCEDURE) == walking.table(STATES)
    assert walking.ways(PROCEDURE) == walking.table(WAYS)
    assert walking.clocks(PROCEDURE) == walking.table(CLOCKS)
    assert {*PROCEDURE.numbers} == {"overall_limit", "statute_limit", "performance_limit"}


@pytest.mark.parametrize("steps", ENDS)
def test_it_comes_to_its_end(steps):
    assert walking.walk(PROCEDURE, steps).outcome == ENDS[steps]


def test_every_end_and_every_step_is_walked():
    assert {*ENDS.values()} == {state.outcome for state in PROCEDURE.states if state.final}
    assert {code for steps in ENDS for code in steps.split()} == {*PROCEDURE.by_transition}


def test_every_step_can_be_asked_as_a_form():
    assert len(walking.forms(PROCEDURE)) == 19


def test_the_time_of_the_law_runs_from_the_application_that_of_the_policy_from_acceptance():
    assert begin(PROCEDURE, Facts("")).clocks == (ClockChange("statute", "start", "statute_limit"),)
    assert walking.walk(PROCEDURE, "accept_application").clocks == (
        ClockChange("overall", "start", "overall_limit"),
    )


def test_a_transfer_needs_the_consent_of_the_parties_and_the_letter():
    studio = Actor(frozenset({"mediation_studio"}))
    assert step(PROCEDURE, Facts("registered"), "accept_transfer", studio, {}).items == ("commission_letter",)
    facts = Facts("registered", documents=frozenset({"commission_letter"}))
    assert str(step(PROCEDURE, facts, "accept_transfer", studio, {})) == "移交须当事人同意"
