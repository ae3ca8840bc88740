"""Judicial confirmation, walked to each of its ends and compared with a table written by hand."""

from datetime import datetime, timedelta

import pytest

from services.procedures.engine import begin, step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.variants import varied
from services.procedures.verify import verify
from tests.services.procedures import walking

PROCEDURE = shipped()["JC_OFFLINE"]

STATES = """
preparing 指导填写申请书
window_missed 逾期未申请 expired
submitted 已提交法院
refused 法院不予受理 refused
examining 法院审查
confirmed 确认有效
dismissed 裁定驳回 dismissed
abandoned 撤回申请 withdrawn
served 文书已送达
enforcing 申请强制执行
closed 存卷办结 confirmed
"""

WAYS = """
submit | 共同提交申请 | preparing > submitted | party mediator | 卫司发〔2017〕78号 六·调处
expire | 窗口期届满 | preparing > window_missed | due:window | 卫司发〔2017〕78号 六·调处
accept | 法院受理 | submitted > examining | court | own
refuse | 法院不予受理 | submitted > refused | court | own
confirm | 确认协议效力 | examining > confirmed | court judge | 卫司发〔2010〕73号 五(三); 腴地府发〔2022〕45号 X(五)
extend | 经院长批准延长 | examining > examining | court | own
dismiss | 不予确认 | examining > dismissed | court judge | own
withdraw | 撤回 | preparing submitted examining > abandoned | party | own
serve | 送达 | confirmed > served | court mediator | own
enforce | 一方不履行，申请执行 | served > enforcing | party | 卫司发〔2010〕73号 五(三)
close_enforced | 执行结果记录 | enforcing > closed | mediator | own
close | 存卷 | served > closed | mediator | own
"""

CLOCKS = """
window window 30 calendar_day | preparing > submitted window_missed abandoned | 《中华人民共和国人民调解法》 第三十三条; 卫司发〔2017〕78号 六·调处
accept limit 3 calendar_day | submitted > examining refused abandoned | 法释〔2011〕5号 第四条
decide limit 15 calendar_day | examining > confirmed dismissed abandoned | 法释〔2011〕5号 第五条
"""

ENDS = {
    "expire": "expired",
    "submit refuse": "refused",
    "submit accept extend confirm serve close": "confirmed",
    "submit accept confirm serve enforce close_enforced": "confirmed",
    "submit accept dismiss": "dismissed",
    "withdraw": "withdrawn",
    "submit withdraw": "withdrawn",
    "submit accept withdraw": "withdrawn",
}


def test_it_stands_as_in_the_table():
    assert verify(PROCEDURE) == ()
    assert walking.states(PROCEDURE) == walking.table(STATES)
    assert walking.ways(PROCEDURE) == walking.table(WAYS)
    assert walking.clocks(PROCEDURE) == walking.table(CLOCKS)


def test_its_other_figures():
    assert {
        "court_decide_extension 10 calendar_day | 法释〔2011〕5号 第五条",
        "confirmation_fee 0 yuan | 卫司发〔2010〕73号 五(三)",
    } == walking.numbers(PROCEDURE) - {
        "judicial_confirmation_window 30 calendar_day | 《中华人民共和国人民调解法》 第三十三条; 卫司发〔2017〕78号 六·调处",
        "court_accept_limit 3 calendar_day | 法释〔2011〕5号 第四条",
        "court_decide_limit 15 calendar_day | 法释〔2011〕5号 第五条",
    }


@pytest.mark.parametrize("steps", ENDS)
def test_it_comes_to_its_end(steps):
    assert walking.walk(PROCEDURE, steps).outcome == ENDS[steps]


def test_every_end_is_walked():
    assert {*ENDS.values()} == {state.outcome for state in PROCEDURE.states if state.final}


def test_every_step_can_be_asked_as_a_form():
    assert len(walking.forms(PROCEDURE)) == 12


def test_the_window_counts_from_the_day_the_agreement_took_effect_and_closes_the_application():
    assert begin(PROCEDURE, Facts("")).clocks == (
        ClockChange("window", "start", "judicial_confirmation_window"),
    )
    assert PROCEDURE.by_clock["window"].counted_from == "effective_date"
    now = datetime(2026, 3, 2)
    closed = Facts("preparing", clocks={"window": ClockFact("running", now)}, now=now)
    refused = step(PROCEDURE, closed, "submit", Actor(frozenset({"party"})), {})
    assert refused.code == "window_over"
    early = Facts("preparing", clocks={"window": ClockFact("running", now + timedelta(days=1))}, now=now)
    assert step(PROCEDURE, early, "expire", Actor(due="window"), {}).code == "not_due"


def test_the_president_of_the_court_may_lengthen_the_decision_by_ten_days():
    facts = Facts("examining", clocks={"decide": ClockFact("running")})
    taken = step(PROCEDURE, facts, "extend", Actor(frozenset({"court"})), {"deadline_date": "2026-03-27"})
    assert taken.clocks == (ClockChange("decide", "extend", "court_decide_extension"),)


def test_each_region_has_its_paper():
    papers = {
        variant.code: varied(PROCEDURE, variant.code).by_transition["confirm"]
        for variant in PROCEDURE.variants
    }
    assert {code: (way.documents, way.documents_optional) for code, way in papers.items()} == {
        "zhongwei": (("civil_mediation_statement",), ()),
        "civil_procedure_law": (("civil_ruling",), ()),
        "youyang_yudi": (("civil_ruling",), ()),
    }
