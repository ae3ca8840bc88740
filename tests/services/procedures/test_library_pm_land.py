"""Mediation of land disputes, walked to each of its ends and compared with a table written by hand."""

import pytest

from services.procedures.engine import step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.verify import verify
from tests.services.procedures import walking

PROCEDURE = shipped()["PM_LAND"]

STATES = """
registered 已登记
under_review 受理审核
not_accepted 不予受理 not_accepted
accepted 已受理
assigned 已指派调解员
investigating 询问当事人与实地调查
committee_discussion 疑难重大案件集体讨论
mediating 调解中
agreed 达成协议
performing 协议履行督促中
performed 已履行
breached 到期未履行
remedy_guided 已引导其他救济
failed 调解不成
withdrawn 当事人撤回或拒绝
archived 已归档 case_closed
"""

WAYS = """
start_review | 登记并审核 | registered > under_review | committee_office | 卫司发〔2017〕78号 六·受理
accept | 三日内受理 | under_review > accepted | committee_office | 卫司发〔2017〕78号 六·受理
reject | 不予受理并说明理由 | under_review > not_accepted | committee_office | 卫司发〔2017〕78号 六·受理
assign | 指派调解员 | accepted > assigned | committee_director | own
replace_mediator | 回避更换 | assigned investigating mediating > assigned | committee_director | own
investigate | 约见询问、实地调查 | assigned > investigating | mediator | 卫司发〔2017〕78号 六·调处
discuss | 提交调委会讨论 | investigating mediating > committee_discussion | mediator | 卫司发〔2017〕78号 四(三)
decide_plan | 讨论决定后继续调解 | committee_discussion > mediating | committee_director | 卫司发〔2017〕78号 四(三)
open_mediation | 组织调解 | investigating > mediating | mediator | 卫司发〔2017〕78号 六·调处
agree | 达成协议 | mediating > agreed | mediator | 卫司发〔2017〕78号 六·归档
fail | 调解不成 | mediating > failed | mediator | 卫司发〔2017〕78号 六·调处
withdraw | 当事人拒绝或撤回 | registered under_review accepted assigned investigating committee_discussion mediating > withdrawn | party | 卫司发〔2017〕78号 六·受理
effect | 书面协议生效 | agreed > performing | mediator | 卫司发〔2017〕78号 六·回访
perform_at_once | 即时履行 | agreed > performed | mediator | own
confirm_performance | 确认履行 | performing > performed | mediator | 卫司发〔2017〕78号 六·回访
mark_breach | 登记逾期未履行 | performing > breached | mediator due:performance | own
urge | 督促履行 | breached > performing | mediator | 卫司发〔2017〕78号 六·回访
guide_remedy | 引导支付令、执行或诉讼 | breached > remedy_guided | mediator | 卫司发〔2019〕32号 四(五)2; 平司发〔2023〕12号 三(四)2
archive | 立卷归档 | performed failed withdrawn remedy_guided > archived | mediator | 卫司发〔2017〕78号 六·归档
"""  # noqa: E501

# The policy gives no limit for the whole; the national one stands in. The clock of performance counts to the agreed day.
CLOCKS = """
accept limit 3 calendar_day | under_review > accepted not_accepted withdrawn | 卫司发〔2017〕78号 六·受理
overall limit 30 calendar_day | accepted > agreed failed withdrawn | 《人民调解工作若干规定》 第三十三条
performance limit open calendar_day | performing > performed breached | 《中华人民共和国人民调解法》 第二十九条
"""

OPENED = "start_review accept assign investigate "
ENDS = {
    OPENED + "open_mediation agree effect confirm_performance archive": "case_closed",
    OPENED + "discuss decide_plan agree perform_at_once archive": "case_closed",
    OPENED + "open_mediation discuss decide_plan fail archive": "case_closed",
    OPENED
    + "replace_mediator investigate open_mediation agree effect mark_breach urge mark_breach guide_remedy "
    "archive": "case_closed",
    "withdraw archive": "case_closed",
    "start_review withdraw archive": "case_closed",
    "start_review reject": "not_accepted",
}


def test_it_stands_as_in_the_table():
    assert verify(PROCEDURE) == ()
    assert walking.states(PROCEDURE) == walking.table(STATES)
    assert walking.ways(PROCEDURE) == walking.table(WAYS)
    assert walking.clocks(PROCEDURE) == walking.table(CLOCKS)


def test_its_other_figures():
    counted = {clock.number for clock in PROCEDURE.clocks} | {"judicial_confirmation_window"}
    others = [line for line in walking.numbers(PROCEDURE) if line.split()[0] not in counted]
    assert sorted(others) == [
        "deputy_count 2-3 person | 卫司发〔2017〕78号 五(二)",
        "director_count 1 person | 卫司发〔2017〕78号 五(二)",
        "dossier_review_cycle 1 time per quarter | 卫司发〔2017〕78号 六·评查",
    ]


@pytest.mark.parametrize("steps", ENDS)
def test_it_comes_to_its_end(steps):
    assert walking.walk(PROCEDURE, steps).outcome == ENDS[steps]


def test_every_end_and_every_step_is_walked():
    assert {*ENDS.values()} == {state.outcome for state in PROCEDURE.states if state.final}
    assert {code for steps in ENDS for code in steps.split()} == {*PROCEDURE.by_transition}


def test_every_step_can_be_asked_as_a_form():
    assert len(walking.forms(PROCEDURE)) == 19


def test_the_three_days_run_from_the_review_and_stop_with_the_answer():
    assert walking.walk(PROCEDURE, "start_review").clocks == (ClockChange("accept", "start", "accept_limit"),)
    facts = Facts("under_review", guards=frozenset({"out_of_scope"}), clocks={"accept": ClockFact("running")})
    taken = step(PROCEDURE, facts, "reject", Actor(frozenset({"committee_office"})), {"reject_reason": "x"})
    assert (taken.clocks, taken.documents) == ((ClockChange("accept", "stop"),), ("non_acceptance_notice",))


def test_only_a_major_case_goes_to_the_committee():
    mediator = Actor(frozenset({"mediator"}))
    refused = step(PROCEDURE, Facts("mediating"), "discuss", mediator, {"risk_level": "high"})
    assert str(refused) == "纠纷须属重大疑难复杂"
