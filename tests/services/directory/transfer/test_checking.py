"""What a file would do, row by row. Nothing here writes."""

import pytest

from services.directory.models import Expert, Lawyer, Mediator, Organisation
from tenants.actions.create_division import create_division
from tenants.scope import in_tenant
from tests.services.directory.transfer.tables import whys

pytestmark = pytest.mark.django_db
PEOPLE = ("姓名", "所在组织", "证号", "性别", "专兼职", "发证日期", "有效期", "等级", "专长", "电话")
BRIDGE = "桥头镇人民调解委员会"


def mediator(committee, name="赵一", **fields):
    return Mediator.objects.create(tenant=committee.tenant, organisation=committee, name=name, **fields)


def test_a_row_of_an_office_is_read_whole(looked, committee):
    plan = looked(
        "mediators", PEOPLE,
        ("王　小明", "桥头镇 人民调解委员会", "甲－１", "女", "专职", "2024年3月5日", "2027.3", "二级", "婚姻家庭、邻里", "１９９００００００００"),
    )  # fmt: skip
    assert plan.counts == {"new": 1, "changed": 0, "unchanged": 0, "faulty": 0}
    said = {change.heading: change.new for change in plan.lines[0].changes}
    assert said == {
        "姓名": "王小明", "性别": "女", "所在调解组织": BRIDGE, "专职或兼职": "专职", "人民调解员证号": "甲－1",
        "发证日期": "2024-03-05", "有效期至": "2027-03-31", "等级": "二级", "专长领域": "婚姻家庭；邻里", "联系电话": "19900000000",
    }  # fmt: skip


def test_every_fault_is_named_with_what_stood_there(looked, committee):
    plan = looked(
        "mediators", PEOPLE,
        ("赵一", "桥头镇人民调解委员", "甲-1", "不详", "临时", "2024.1", "长期", "特级", "婚姻、天文", ""),
        ("", BRIDGE, "甲-2", "", "", "2024-03-05", "2024-03-04", "", "", ""),
    )  # fmt: skip
    assert whys(plan) == [
        (2, "所在调解组织", "桥头镇人民调解委员"), (2, "性别", "不详"), (2, "专职或兼职", "临时"), (2, "发证日期", "2024.1"),
        (2, "有效期至", "长期"), (2, "等级", "特级"), (2, "专长领域", "婚姻、天文"),
        (3, "姓名", ""), (3, "有效期至", "2024-03-04"),
    ]  # fmt: skip
    reasons = [fault.why for fault in plan.lines[0].faults]
    assert "是不是“桥头镇人民调解委员会”？" in reasons[0]
    assert reasons[1] == "只能填“女”或“男”。"
    assert reasons[5] == "不是可选的内容，只能填：一级、二级、三级、四级。"
    assert "不认识“天文”" in reasons[6]
    assert plan.lines[1].faults[1].why == "不能早于“发证日期”（2024-03-05）。"


def test_existing_rows_show_what_changes(looked, committee):
    mediator(committee, certificate="甲-1", grade="3", phone="19900000001", matters=("land",))
    plan = looked(
        "mediators", PEOPLE,
        ("赵一", BRIDGE, "甲-1", "男", "专职", "", "", "二级", "邻里", "（空）"),
    )  # fmt: skip
    assert [(one.heading, one.old, one.new) for one in plan.lines[0].changes] == [
        ("专职或兼职", "兼职", "专职"), ("等级", "三级", "二级"), ("专长领域", "土地", "邻里"), ("联系电话", "19900000001", ""),
    ]  # fmt: skip


def test_blank_cells_and_missing_columns_leave_what_is_there(looked, committee):
    mediator(committee, certificate="甲-1", grade="3", phone="19900000001")
    plan = looked("mediators", ("证号", "电话", "等级"), ("甲-1", "", ""))
    assert plan.counts == {"new": 0, "changed": 0, "unchanged": 1, "faulty": 0}


def test_what_must_be_there_cannot_be_emptied(looked, committee):
    mediator(committee, certificate="甲-1")
    plan = looked("mediators", ("证号", "姓名", "性别", "所在组织"), ("甲-1", "（空）", "(空)", "（ 空 ）"))
    assert whys(plan) == [(2, "姓名", "（空）"), (2, "性别", "(空)"), (2, "所在调解组织", "（ 空 ）")]


def test_a_number_that_lost_its_digits_is_refused(looked, committee):
    plan = looked("mediators", ("姓名", "所在组织", "证号"), ("赵一", BRIDGE, 16401201910000001))
    assert whys(plan) == [(2, "人民调解员证号", "1.64012E+16")]
    assert "文本格式" in plan.lines[0].faults[0].why


def test_broken_cells_and_long_texts_are_refused(looked, committee):
    plan = looked("mediators", ("姓名", "所在组织", "证号"), ("赵" * 61, "#REF!", "甲-1"))
    assert [fault.why for fault in plan.lines[0].faults] == [
        "太长：61字，最多60字。", "这是表格软件的出错标记，请填写实际内容。",
    ]  # fmt: skip


def test_a_certificate_of_somebody_else_is_not_overwritten(looked, committee):
    mediator(committee, name="李四", certificate="甲-1")
    plan = looked("mediators", ("姓名", "所在组织", "证号"), ("赵一", BRIDGE, "甲-1"))
    assert whys(plan) == [(2, "姓名", "赵一")]
    assert "“李四”" in plan.lines[0].faults[0].why


def test_a_namesake_with_another_certificate_is_not_overwritten(looked, committee):
    mediator(committee, certificate="甲-1")
    plan = looked("mediators", ("姓名", "所在组织", "证号"), ("赵一", BRIDGE, "甲-2"))
    assert whys(plan) == [(2, "人民调解员证号", "甲-2")]


def test_somebody_without_certificate_gets_one(looked, committee):
    mediator(committee)
    plan = looked("mediators", ("姓名", "所在组织", "证号"), ("赵一", BRIDGE, "甲-1"))
    assert [(one.heading, one.old, one.new) for one in plan.lines[0].changes] == [("人民调解员证号", "", "甲-1")]


def test_two_of_one_name_cannot_be_told_apart(looked, committee):
    mediator(committee)
    mediator(committee)
    plan = looked("mediators", ("姓名", "所在组织"), ("赵一", BRIDGE))
    assert plan.lines[0].faults[0].why == "名册里有2行与本行相符，分不清是哪一行。请在名册里直接修改。"


def test_who_came_back_begins_a_row_of_their_own(looked, committee):
    mediator(committee, started_on="2020-01-01", ended_on="2023-01-01")
    plan = looked("mediators", ("姓名", "所在组织", "聘任日期"), ("赵一", BRIDGE, "2024-01-01"))
    assert plan.counts["new"] == 1


def test_a_row_that_stands_twice_is_named_once(looked, committee):
    mediator(committee, certificate="甲-9", name="钱二")
    plan = looked(
        "mediators", ("姓名", "所在组织", "证号"),
        ("赵一", BRIDGE, "甲-1"), ("赵一", BRIDGE, "甲-2"), ("赵 一", BRIDGE, "甲-1"), ("赵一", BRIDGE, ""),
        ("钱二", BRIDGE, "甲-9"), ("钱二", BRIDGE, ""),
    )  # fmt: skip
    assert [(line.number, line.faults[0].why) for line in plan.faulty()] == [
        (4, "与第2行是同一条记录，请只留一行。"), (5, "与第2行是同一条记录，请只留一行。"), (7, "与第6行是同一条记录，请只留一行。"),
    ]  # fmt: skip


def test_what_says_nobody_is_refused(looked, committee):
    plan = looked("mediators", ("姓名", "所在组织", "证号", "电话"), ("赵一", "", "", "1"))
    assert plan.lines[0].faults[0].why == "缺少必要的内容，请至少填写：人民调解员证号，或者所在调解组织＋姓名。"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("桥头镇 桥下村", "village"), ("桥头镇桥下村", "village"), ("桥头镇·桥下村", "village"), ("甲县桥头镇桥下村", "village"),
        ("桥下村", "village"), ("990121101201", "village"), ("桥头镇", "township"), ("990121101000", "township"),
        ("甲县", "county"), ("990121", "county"), ("990121000000", "county"), ("庚市甲县", "county"), ("庚市", "city"),
    ],
)  # fmt: skip
def test_a_place_by_path_or_code(looked, places, said, place):
    plan = looked("organisations", ("名称", "类别", "所在乡镇"), ("某所", "司法所", said))
    assert (plan.lines[0].values["division"], plan.lines[0].faults) == (places[place].pk, [])


def test_a_place_of_two_townships_and_one_of_another_county(looked, places, county_b):
    create_division("990121102201", "桥下村")
    create_division("990122101", "乙镇")
    plan = looked(
        "organisations", ("名称", "类别", "所在乡镇"), ("甲所", "司法所", "桥下村"), ("乙所", "司法所", "乙镇"),
        ("丙所", "司法所", "乙县 乙镇"), ("丁所", "司法所", "990122101"),
    )  # fmt: skip
    assert [line.number for line in plan.faulty()] == [2, 3, 4, 5]
    assert "桥头镇 桥下村、桥尾镇 桥下村" in plan.lines[0].faults[0].why


def test_no_name_of_the_other_county_matches_or_is_hinted_at(looked, county_b, places):
    with in_tenant(county_b):
        other = Organisation.objects.create(
            tenant=county_b, name="乙县桥头调委会", kind="mediation_center", division=county_b.division
        )
        Mediator.objects.create(tenant=county_b, organisation=other, name="赵一", certificate="甲-1")
    plan = looked("mediators", ("姓名", "所在组织", "证号"), ("赵一", "乙县桥头调委会", "甲-1"))
    why = plan.lines[0].faults[0].why
    assert (whys(plan), "乙县" in why) == ([(2, "所在调解组织", "乙县桥头调委会")], False)
    trained = looked("trainings", ("证号", "类别", "课程", "日期", "学时"), ("甲-1", "年度培训", "甲", "2026-01-05", "8"))
    assert whys(trained) == [(2, "人民调解员证号", "甲-1")]


def test_only_accounts_of_the_county_are_known(looked, committee):
    head = ("机构", "姓名", "账号", "身份")
    plan = looked("members", head, (BRIDGE, "甲", "jia-mediator", "主任"), (BRIDGE, "乙", "yi-mediator", "委员"))
    assert whys(plan) == [(3, "登录账号", "yi-mediator")]


def test_a_training_names_its_mediator(looked, committee):
    mediator(committee, name="赵一", certificate="甲-1")
    mediator(committee, name="赵一", certificate="甲-2")
    mediator(committee, name="钱二")
    head = ("证号", "姓名", "类别", "课程", "日期", "学时", "考核")
    rest = ("年度", "甲课", "2026-01-05", "7.5", "合格")
    plan = looked(
        "trainings", head, ("甲-1", "赵一", *rest), ("甲-1", "钱二", *rest), ("", "赵一", *rest), ("", "钱二", *rest),
        ("", "孙三", *rest), ("甲-2", "", "年度", "甲课", "2026-01-05", "7.55", "合格"), ("甲-2", "", "年度", "甲课", "2026-01-05", "八", "合格"),
    )  # fmt: skip
    assert [(line.number, line.outcome) for line in plan.lines] == [
        (2, "new"), (3, "faulty"), (4, "faulty"), (5, "new"), (6, "faulty"), (7, "faulty"), (8, "faulty"),
    ]  # fmt: skip
    assert plan.lines[1].faults[0].why.startswith("证号“甲-1”登记在“赵一”名下")
    assert plan.lines[2].faults[0].why == "名册里有2人同名，请填证号。"


def test_an_award_is_given_to_one(looked, committee):
    mediator(committee, certificate="甲-1")
    head = ("机构", "获奖调解员", "荣誉", "级别", "授予单位", "授予日期")
    rest = ("先进", "县级", "甲县", "2026-01-05")
    plan = looked("awards", head, (BRIDGE, "", *rest), ("", "赵一", *rest), (BRIDGE, "赵一", *rest), ("", "", *rest))
    assert [line.outcome for line in plan.lines] == ["new", "new", "faulty", "faulty"]


def test_lawyers_and_the_villages_they_counsel(looked, inside_a, places, found):
    firm = found("law_firm", "county", "甲所")
    Lawyer.objects.create(tenant=inside_a, firm=firm, name="钱二", licence="16401201910000001", licensed_on="2019-01-05")
    head = ("姓名", "律所", "执业证号", "首次执业日期", "担任法律顾问的村（社区）")
    plan = looked(
        "lawyers", head, ("钱二", "甲所", "16401201910000001", "2019.01.05", "桥头镇 桥下村；桥尾镇"),
        ("孙三", "甲所", "16401201910000002", "2020-01-05", "桥下村、无此村"),
    )  # fmt: skip
    assert [(one.heading, one.old, one.new) for one in plan.lines[0].changes] == [
        ("担任法律顾问的村（社区）", "", "桥头镇 桥下村；桥尾镇")
    ]
    assert whys(plan) == [(3, "担任法律顾问的村（社区）", "桥下村、无此村")]


def test_experts_of_one_name_are_told_apart_by_their_workplace(looked, inside_a):
    Expert.objects.create(tenant=inside_a, panel="medical", name="孙三", specialty="骨科", workplace="甲医院")
    head = ("专家组", "姓名", "专业", "工作单位")
    alone = looked("experts", head, ("医药学", "孙三", "内科", "乙医院"))
    assert whys(alone) == [(2, "工作单位", "乙医院")]
    both = looked("experts", head, ("医药学", "孙三", "内科", "乙医院"), ("医药学专家组", "孙三", "外科", "甲医院"))
    assert [line.outcome for line in both.lines] == ["new", "changed"]


def test_informants_of_a_village(looked, inside_a, places):
    plan = looked(
        "informants", ("姓名", "类别", "村", "网格"), ("李四", "信息员", "桥下村", "一"), ("李四", "信息员", "桥下村", "二"),
        ("李四", "信息员", "桥下村", "一"),
    )  # fmt: skip
    assert [line.outcome for line in plan.lines] == ["new", "new", "faulty"]
