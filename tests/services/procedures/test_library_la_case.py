"""Legal aid by application, walked to each of its ends and compared with a table written by hand."""

import pytest

from services.forms.load import assemble
from services.procedures.engine import step
from services.procedures.facts import Actor, ClockChange, ClockFact, Facts
from services.procedures.library import shipped
from services.procedures.variants import for_territory, varied
from services.procedures.verify import verify
from tests.services.procedures import walking

PROCEDURE = shipped()["LA_CASE"]

STATES = """
submitted 已申请
supplementing 补充材料
preliminary_passed 初审通过
approved 负责人已签署审批表
refused 不符合条件，已告知其他途径
objected 提出异议
refused_final 不予援助 refused
withdrawn 撤回申请 withdrawn
assigned 已指派
handed_over 已对接并签代理协议
handling 办理中
hearing_reported 开庭信息已报备
reassigning 另行指派中
termination_review 终止审查
terminated 已终止援助
concluded 案件办结
dossier_submitted 卷宗已提交
rectifying 整改补正
closing_passed 结案审查通过
revisited 已回访测评
team_discussion 重大疑难案件会商
archived 已归档，质量合格 closed
unqualified 已归档，质量不合格 quality_failed
"""

# R, P: part of 卫司发〔2020〕24号. C: 三个专项行动实施方案.
WAYS = """
pass_preliminary | 经办人初审 | submitted > preliminary_passed | legal_aid_clerk | R第五、八条(一)
pass_special | 特定群体或免审初审 | submitted > preliminary_passed | legal_aid_clerk | R第六条; C三(一)
ask_supplement | 通知补充材料 | submitted > supplementing | legal_aid_clerk | own
supplement | 已补充 | supplementing > submitted | applicant | own
refuse | 不符合条件告知 | submitted preliminary_passed > refused | legal_aid_clerk legal_aid_head | R第八条末款
object | 提出异议 | refused > objected | applicant | own
overturn | 司法行政机关责令援助 | objected > approved | county_bureau city_bureau | own
uphold | 维持 | objected > refused_final | county_bureau city_bureau | own
close_refused | 告知完毕 | refused > refused_final | legal_aid_clerk | own
approve | 负责人签署审批表 | preliminary_passed > approved | legal_aid_head | R第八条(二)
assign | 当日指派并书面通知申请人 | approved > assigned | legal_aid_clerk | R第四、八条(三)、第二十九条
withdraw | 撤回 | submitted supplementing preliminary_passed > withdrawn | applicant | own
hand_over | 当日对接并签订代理协议 | assigned > handed_over | legal_aid_lawyer | R第八条(四)
start_handling | 会见、阅卷、调查、调解 | handed_over > handling | legal_aid_lawyer | R第二十六条(二)
consult | 律师团队会商 | handling > team_discussion | legal_aid_center legal_aid_lawyer | P三(一)3
after_consult | 形成应诉策略后继续办理 | team_discussion > handling | legal_aid_lawyer | P三(一)3
report_hearing | 开庭前一周报备 | handling > hearing_reported | legal_aid_lawyer | R第十三条(六)
after_hearing | 庭审后继续办理（可旁听监督） | hearing_reported > handling | legal_aid_lawyer legal_aid_center | R第二十八条
ask_reassign | 因客观原因报中心同意 | assigned handed_over handling hearing_reported > reassigning | legal_aid_lawyer | R第十四条
reassign | 另行指派 | reassigning > assigned | legal_aid_center | R第十四条
report_termination | 报备终止情形 | assigned handed_over handling hearing_reported > termination_review | legal_aid_lawyer | R第十六条
terminate | 中心负责人决定终止 | termination_review > terminated | legal_aid_head | R第十六条
continue | 不予终止，继续办理 | termination_review > handling | legal_aid_head | R第十六条
conclude | 案件办结 | handling hearing_reported > concluded | legal_aid_lawyer | R第十七条
submit_dossier | 十个工作日内交卷 | concluded terminated > dossier_submitted | legal_aid_lawyer | R第十七条
ask_rectify | 不合要求告知改正 | dossier_submitted > rectifying | legal_aid_clerk legal_aid_center | R第十七条
resubmit | 改正后再交 | rectifying > dossier_submitted | legal_aid_lawyer | R第十七条
pass_closing | 结案审查通过并登记结果 | dossier_submitted > closing_passed | legal_aid_clerk legal_aid_center | R第十七、十八条
revisit | 法律助理回访、一案一测评 | closing_passed > revisited | legal_assistant | R第二十九条; P三(一)4
archive | 质量评定合格并归档 | revisited > archived | legal_aid_center | R第二十五、二十六条
archive_unqualified | 认定不合格并归档 | revisited > unqualified | legal_aid_center | R第二十七条
"""  # noqa: E501

CLOCKS = """
review limit 7 working_day | submitted > approved refused withdrawn | 《中华人民共和国法律援助法》 审查期限（条号待核）; 《办理法律援助案件程序规定》 审查期限（条号待核）
assign limit 0 calendar_day | approved > assigned | R第八条(三)
handover limit 0 calendar_day | assigned > handed_over reassigning termination_review | R第八条(四)
dossier limit 10 working_day | conclude terminate > dossier_submitted | R第十七条
closing_review limit 15 working_day | dossier_submitted > closing_passed rectifying | R第十七条
record_result limit 10 working_day | dossier_submitted > closing_passed rectifying | R第十八条
"""  # noqa: E501

OTHER_NUMBERS = """
hearing_notice 7 calendar_day | R第十三条(六)
satisfaction_cycle 1 time per half_year | R第二十条
quality_check_cycle 1 time per half_year | R第二十二条
typical_case_min 2- time per month | R第十三条(二)
yanchi_hardship_multiple 2 multiple | C三(一)
yanchi_new_matters 6 category | C三(一)
yanchi_exempt_kinds 4 category | C三(一)
yanchi_exempt_age 70- year | C三(一)
yanchi_review_cycle 1 time per quarter | C三(三)
"""

OPENED = "pass_preliminary approve assign hand_over start_handling "
CLOSED = " submit_dossier pass_closing revisit "
ENDS = {
    OPENED + "conclude" + CLOSED + "archive": "closed",
    "ask_supplement supplement pass_special approve assign hand_over start_handling consult after_consult "
    "report_hearing after_hearing ask_reassign reassign hand_over start_handling report_hearing conclude"
    + CLOSED
    + "archive": "closed",
    OPENED + "conclude submit_dossier ask_rectify resubmit pass_closing revisit archive": "closed",
    OPENED + "report_termination continue report_termination terminate" + CLOSED + "archive": "closed",
    OPENED + "conclude" + CLOSED + "archive_unqualified": "quality_failed",
    "refuse close_refused": "refused",
    "pass_preliminary refuse object uphold": "refused",
    "refuse object overturn assign report_termination terminate" + CLOSED + "archive": "closed",
    "withdraw": "withdrawn",
    "ask_supplement withdraw": "withdrawn",
}


def _short(lines):
    """Document numbers as the table above abbreviates them."""
    plan = "《公共法律服务体系建设年等三个专项行动实施方案》 "
    return [line.replace("卫司发〔2020〕24号 ", "").replace(plan, "") for line in lines]


def test_it_stands_as_in_the_table():
    assert verify(PROCEDURE) == ()
    assert walking.states(PROCEDURE) == walking.table(STATES)
    assert _short(walking.ways(PROCEDURE)) == walking.table(WAYS)
    assert _short(walking.clocks(PROCEDURE)) == walking.table(CLOCKS)


def test_its_other_figures():
    counted = {clock.number for clock in PROCEDURE.clocks}
    others = [line for line in _short(walking.numbers(PROCEDURE)) if line.split()[0] not in counted]
    assert sorted(others) == sorted(walking.table(OTHER_NUMBERS))


@pytest.mark.parametrize("steps", ENDS)
def test_it_comes_to_its_end(steps):
    assert walking.walk(PROCEDURE, steps).outcome == ENDS[steps]


def test_every_end_and_every_step_is_walked():
    assert {*ENDS.values()} == {state.outcome for state in PROCEDURE.states if state.final}
    assert {code for steps in ENDS for code in steps.split()} == {*PROCEDURE.by_transition}


def test_every_step_can_be_asked_as_a_form():
    assert len(walking.forms(PROCEDURE)) == 31


def test_the_first_step_holds_what_an_applicant_fills_in():
    way = PROCEDURE.leaving("submitted")[0]
    form = assemble(
        way.code, way.name, {code: PROCEDURE.fields[code].declared for code in (*way.requires, *way.asks)}
    )
    assert [field.code for field in form.fields if field.sensitive] == [
        "applicant_name", "applicant_id_no", "applicant_phone", "applicant_address", "agent_name",
        "respondent_name", "household_income", "id_copy", "hardship_proof",
    ]  # fmt: skip
    assert [code for code in way.requires if code != "prelim_opinion"] == [
        "applicant_name", "applicant_id_no", "applicant_phone", "aid_form", "dispute_summary", "aid_requests",
    ]  # fmt: skip


def test_the_time_for_deciding_stands_still_while_papers_are_missing():
    clerk = Actor(frozenset({"legal_aid_clerk"}))
    facts = Facts(
        "submitted", guards=frozenset({"materials_incomplete"}), clocks={"review": ClockFact("running")}
    )
    assert step(PROCEDURE, facts, "ask_supplement", clerk, {"requests": "x"}).clocks == (
        ClockChange("review", "pause"),
    )


def test_one_of_the_two_reasons_opens_the_way_without_a_means_check():
    clerk = Actor(frozenset({"legal_aid_clerk"}))
    typed = dict.fromkeys(PROCEDURE.by_transition["pass_special"].requires, "x")
    complete = Facts("submitted", guards=frozenset({"materials_complete"}))
    assert step(PROCEDURE, complete, "pass_special", clerk, typed).items == (
        "special_group",
        "hardship_exempt",
    )
    exempt = Facts("submitted", guards=frozenset({"materials_complete", "hardship_exempt"}))
    assert step(PROCEDURE, exempt, "pass_special", clerk, typed).state == "preliminary_passed"


def test_yanchi_has_its_own_means_check():
    assert [variant.code for variant in for_territory(PROCEDURE, "640323000000")] == ["yanchi"]
    assert for_territory(PROCEDURE, "640502000000") == ()
    local = varied(PROCEDURE, "yanchi")
    assert local.guards["economic_hardship"].numbers == ("yanchi_hardship_multiple",)
    assert local.guards["hardship_exempt"].numbers == ("yanchi_exempt_kinds", "yanchi_exempt_age")
    assert {rule.code for rule in local.rules} - {rule.code for rule in PROCEDURE.rules} == {
        "scope", "exemption", "dossier_review",
    }  # fmt: skip
