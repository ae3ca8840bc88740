"""Mediation of medical disputes, walked to each of its ends and compared with a table written by hand."""

import pytest

from services.procedures.engine import begin, step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.verify import verify
from tests.services.procedures import walking

PROCEDURE = shipped()["PM_MEDICAL"]

STATES = """
registered 已登记
not_accepted 不予受理 not_accepted
team_formed 调查调解工作组已组建
investigating 听取陈述、审验证据、查阅病历
suspended 中止（医疗损害鉴定）
opinion_formed 责任初步意见已形成
plan_drafted 调解方案已拟定
host_assigned 主持人和调解员已指定
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
form_team | 受理并组建工作组 | registered > team_formed | mediation_studio committee_director | 卫司发〔2010〕54号 四.2
reject | 不予受理并告知途径 | registered > not_accepted | mediation_studio | own
notify_parties | 确认双方代表并告知权利义务 | team_formed > investigating | mediation_studio | 卫司发〔2010〕54号 四.4
suspend | 委托医疗损害鉴定 | investigating > suspended | mediation_studio | own
resume | 鉴定意见到达 | suspended > investigating | mediation_studio | own
form_opinion | 形成责任问题初步意见 | investigating > opinion_formed | medical_expert legal_expert mediation_studio | 卫司发〔2010〕54号 四.5
draft_plan | 拟定调解方案 | opinion_formed > plan_drafted | committee_director | 卫司发〔2010〕54号 四.6
assign_host | 指定主持人和调解员 | plan_drafted > host_assigned | mediation_studio | 卫司发〔2010〕54号 四.7
replace_mediator | 回避更换 | host_assigned mediating > host_assigned | mediation_studio | 卫司发〔2010〕54号 四.7
open_mediation | 召集双方到场调解 | host_assigned > mediating | lead_mediator | 卫司发〔2010〕54号 四.7
redraft_plan | 调整调解方案 | mediating > plan_drafted | lead_mediator | own
agree | 达成协议 | mediating > agreed | lead_mediator | 卫司发〔2010〕54号 四.8
fail | 调解不成 | mediating > failed | lead_mediator | 卫司发〔2010〕54号 四.1
withdraw | 当事人撤回 | registered team_formed investigating suspended opinion_formed plan_drafted host_assigned mediating > withdrawn | party | own
effect | 书面协议生效 | agreed > performing | mediator | 卫司发〔2010〕54号 二(一)3; 卫司发〔2010〕54号 四.8
perform_at_once | 即时履行 | agreed > performed | mediator | own
confirm_performance | 确认履行 | performing > performed | mediator | 卫司发〔2010〕54号 二(一)3; 卫司发〔2010〕54号 四.8
mark_breach | 登记逾期未履行 | performing > breached | mediator due:performance | own
urge | 督促履行 | breached > performing | mediator | 卫司发〔2010〕54号 二(一)3; 卫司发〔2010〕54号 四.8
guide_remedy | 引导支付令、执行或诉讼 | breached > remedy_guided | mediator | 卫司发〔2019〕32号 四(五)2; 平司发〔2023〕12号 三(四)2
archive | 立卷归档 | performed failed withdrawn remedy_guided > archived | mediator | 卫司发〔2010〕54号 五(二)
"""  # noqa: E501

# The clock of performance is not in the policies: it counts to the day the parties agreed on.
CLOCKS = """
start limit 0 calendar_day | registered > team_formed not_accepted withdrawn | 卫司发〔2010〕54号 四.2
overall limit 30 working_day | team_formed > agreed failed withdrawn | 国务院令第701号 第三十八条
performance limit open calendar_day | performing > performed breached | 《中华人民共和国人民调解法》 第二十九条
"""

PLANNED = "form_team notify_parties form_opinion draft_plan assign_host open_mediation "
ENDS = {
    PLANNED + "agree effect confirm_performance archive": "case_closed",
    "form_team notify_parties suspend resume form_opinion draft_plan assign_host open_mediation replace_mediator "
    "open_mediation redraft_plan assign_host open_mediation agree perform_at_once archive": "case_closed",
    PLANNED + "agree effect mark_breach urge mark_breach guide_remedy archive": "case_closed",
    PLANNED + "fail archive": "case_closed",
    "withdraw archive": "case_closed",
    "form_team notify_parties suspend withdraw archive": "case_closed",
    "reject": "not_accepted",
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
        "experts_per_panel 2 person | 卫司发〔2010〕54号 四.2",
        "reps_per_side 1-2 person | 卫司发〔2010〕54号 四.4",
    ]


@pytest.mark.parametrize("steps", ENDS)
def test_it_comes_to_its_end(steps):
    assert walking.walk(PROCEDURE, steps).outcome == ENDS[steps]


def test_every_end_and_every_step_is_walked():
    assert {*ENDS.values()} == {state.outcome for state in PROCEDURE.states if state.final}
    assert {code for steps in ENDS for code in steps.split()} == {*PROCEDURE.by_transition}


def test_every_step_can_be_asked_as_a_form():
    assert len(walking.forms(PROCEDURE)) == 21


def test_each_panel_sends_two_experts():
    studio, typed = (
        Actor(frozenset({"mediation_studio"})),
        dict.fromkeys(("accept_date", "expert_names", "mediator_names"), "x"),
    )
    for medical, legal, missing in (
        (1, 2, "medical_expert"),
        (3, 2, "medical_expert"),
        (2, 0, "legal_expert"),
    ):
        seats = {"medical_expert": (medical,), "legal_expert": (legal,)}
        refused = step(
            PROCEDURE,
            Facts("registered", guards=frozenset({"in_scope"}), seats=seats),
            "form_team",
            studio,
            typed,
        )
        assert (refused.code, refused.items) == ("composition", (missing,))


def test_each_side_sends_one_or_two():
    studio, typed = Actor(frozenset({"mediation_studio"})), {"rights_notified": "yes", "agent_name": "x"}

    def answer(*present):
        return step(
            PROCEDURE, Facts("team_formed", seats={"party": present}), "notify_parties", studio, typed
        )

    assert [answer(*present).code for present in ((0, 1), (1, 3))] == ["composition"] * 2
    assert [answer(*present).state for present in ((1, 1), (2, 1), (2, 2))] == ["investigating"] * 3


def test_the_team_forms_at_once_and_the_limit_stands_still_during_the_appraisal():
    assert begin(PROCEDURE, Facts("")).clocks == (ClockChange("start", "start", "start_limit"),)
    facts = Facts(
        "investigating", guards=frozenset({"appraisal_needed"}), clocks={"overall": ClockFact("running")}
    )
    taken = step(PROCEDURE, facts, "suspend", Actor(frozenset({"mediation_studio"})), {"consent_record": "x"})
    assert taken.clocks == (ClockChange("overall", "pause"),)
