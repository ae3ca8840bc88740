from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.clause_paths import find_clause, formal_path, parse_reference, readings
from home.clauses import Clause, PartText, anchored_blocks, clause_heading, clause_trees, walk


def part(*lines: str, kind: str = "instrument", label: str = "", title: str = "") -> PartText:
    return PartText(kind, label, title, ["".join(f"<p>{escape(line)}</p>" for line in lines)])


def paths(*lines: str) -> list[tuple[str, str]]:
    (tree,) = clause_trees([part(*lines)])
    return [(clause.anchor, clause.path) for clause in walk(tree.clauses)]


def test_the_levels_of_a_notice_nest_by_their_marks():
    assert paths(
        "一、目标", "（一）少跑路", "1.网上办", "（1）先登记", "①填表", "②盖章", "（二）不收费", "二、期限"
    ) == [
        ("i-1", "一、"),
        ("i-1-1", "一、（一）"),
        ("i-1-1-1", "一、（一）1."),
        ("i-1-1-1-1", "一、（一）1.（1）"),
        ("i-1-1-1-1-1", "一、（一）1.（1）①"),
        ("i-1-1-1-1-2", "一、（一）1.（1）②"),
        ("i-1-2", "一、（二）"),
        ("i-2", "二、"),
    ]


def test_a_level_may_be_left_out():
    assert paths("一、电话", "1.三声内接听；", "2.先问好。", "二、窗口") == [
        ("i-1", "一、"),
        ("i-1-1", "一、1."),
        ("i-1-2", "一、2."),
        ("i-2", "二、"),
    ]


def test_articles_are_counted_through_their_chapters():
    assert paths(
        "第一章 总则",
        "第一条 甲。",
        "第二章 程序",
        "第一节 受理",
        "第二条 乙：",
        "（一）丙；",
        "1.丁。",
        "第三条 戊。",
    ) == [
        ("i-c1", "第一章"),
        ("i-1", "第一条"),
        ("i-c2", "第二章"),
        ("i-c2-s1", "第二章第一节"),
        ("i-2", "第二条"),
        ("i-2-1", "第二条（一）"),
        ("i-2-1-1", "第二条（一）1."),
        ("i-3", "第三条"),
    ]


def test_paragraphs_of_an_article_are_counted_as_kuan():
    assert paths(
        "第四条 指派由专人办理。", "紧急的当日办理。", "（一）伤人的；", "（二）停工的。", "其余三日内办理。"
    ) == [
        ("i-4", "第四条"),
        ("i-4-p1", "第四条第二款"),
        ("i-4-1", "第四条（一）"),
        ("i-4-2", "第四条（二）"),
        ("i-4-p2", "第四条第三款"),
    ]


def test_a_number_that_comes_twice_gets_a_letter_and_keeps_its_children_apart():
    assert paths("一、甲", "（一）乙", "二、丙", "一、丁", "（一）戊") == [
        ("i-1", "一、"),
        ("i-1-1", "一、（一）"),
        ("i-2", "二、"),
        ("i-1b", "一、"),
        ("i-1b-1", "一、（一）"),
    ]


def test_a_paragraph_after_an_announced_list_belongs_beside_it():
    assert paths("（一）成立小组", "小组的职责是：", "1、登记；", "2、回访。", "小组每月开会。") == [
        ("i-1", "（一）"),
        ("i-1-p1", "（一）第1段"),
        ("i-1-1", "（一）1."),
        ("i-1-2", "（一）2."),
        ("i-1-p2", "（一）第2段"),
    ]


def test_a_text_may_turn_the_levels_round():
    assert paths("1.登记", "（一）姓名", "（二）电话", "2.回访", "（一）方式") == [
        ("i-1", "1."),
        ("i-1-1", "1.（一）"),
        ("i-1-2", "1.（二）"),
        ("i-2", "2."),
        ("i-2-1", "2.（一）"),
    ]


def test_the_list_of_annexes_is_no_clause_of_the_last_chapter():
    assert paths("一、要求", "（一）抓紧办。", "附件：1.登记表") == [
        ("i-1", "一、"),
        ("i-1-1", "一、（一）"),
        ("i-p1", "第1段"),
    ]


def test_every_part_has_its_letter_and_annexes_the_number_of_their_label():
    trees = clause_trees(
        [
            part("请执行。", kind="notice"),
            part("一、甲"),
            part("一、乙"),
            part("第一条 丙", kind="annex", label="附件2"),
            part("一、丁", kind="annex", label="附件"),
            part("一、戊", kind="annex", label="附件2"),
            part("一、己", kind="interpretation"),
        ]
    )
    assert [tree.anchor for tree in trees] == ["n", "i", "i2", "a2", "a3", "a4", "x"]
    assert trees[3].clauses[0].anchor == "a2-1"


def test_a_clause_carries_its_words_and_its_place():
    (tree,) = clause_trees(
        [PartText("instrument", "", "", ["<p>一、<b>期限</b></p>", "<p>（一）当日。</p>"])]
    )
    (clause,) = tree.clauses
    assert clause == Clause(
        anchor="i-1", number="一、", level=1, heading="期限", html="<p>一、<b>期限</b></p>", text="一、期限", path="一、",
        block=0, element=0,
        children=(
            Clause("i-1-1", "（一）", 2, "", "<p>（一）当日。</p>", "（一）当日。", "一、（一）", 1, 0),
        ),
    )  # fmt: skip


def test_numbered_lists_become_clauses_and_tables_stay_whole():
    html = "<p>一、材料</p><ol start='2'><li>申请书</li><li>账本</li></ol><table><tr><td>1.甲</td></tr></table><ul><li>乙</li></ul>"
    (tree,) = clause_trees([PartText("instrument", "", "", [html])])
    assert [(clause.anchor, clause.text) for clause in walk(tree.clauses)] == [
        ("i-1", "一、材料"),
        ("i-1-2", "申请书"),
        ("i-1-3", "账本"),
        ("i-1-3-p1", "1.甲"),
        ("i-1-3-p2", "乙"),
    ]


def test_the_anchors_are_set_in_the_html_without_touching_the_words():
    parts = [
        PartText(
            "instrument",
            "",
            "",
            ["<p>一、甲 &amp; 乙</p><p></p>", "<p>（一）<b>丙</b></p><ol><li>丁</li></ol>"],
        )
    ]
    assert anchored_blocks(parts) == [
        (
            '<p id="i-1">一、甲 &amp; 乙</p><p></p>',
            '<p id="i-1-1">（一）<b>丙</b></p><ol><li id="i-1-1-1">丁</li></ol>',
        )
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、指导思想", "指导思想"),
        ("（一）加强领导。各乡镇要按月开会。", "加强领导"),
        ("第一条 【目的】为了公平。", "目的"),
        ("第一条 为了公平。", ""),
        ("（一）听取双方的意见；", ""),
        ("1.您好。", ""),
        ("没有编号的一段。", ""),
    ],
)
def test_a_clause_is_named_by_its_first_words_where_it_has_a_name(text, heading):
    assert clause_heading(text) == heading


@pytest.mark.parametrize(
    ("reference", "steps"),
    [
        ("第十二条第（二）项", [("article", 12), ("han_bracket", 2)]),
        ("第十二条第二项", [("article", 12), ("han_bracket", 2)]),
        ("第十二条第二款第（一）项第3目", [("article", 12), (None, 2), ("han_bracket", 1), ("digit", 3)]),
        ("三、（二）5.", [("han", 3), ("han_bracket", 2), ("digit", 5)]),
        ("第二章", [("chapter", 2)]),
        ("茶叶", []),
        ("第十二条茶叶", []),
        ("", []),
    ],
)
def test_a_reference_is_read_step_by_step(reference, steps):
    assert parse_reference(reference) == steps


TREES = clause_trees(
    [
        part("请执行。", kind="notice"),
        part(
            "第一章 总则",
            "第一条 甲。",
            "第二条 乙：",
            "（一）丙；",
            "（二）丁。",
            "1.戊；",
            "补充一段。",
            "三、己",
            "（二）庚",
            "5.辛",
        ),
    ]
)


@pytest.mark.parametrize(
    ("reference", "anchor"),
    [
        ("第二条", "i-2"),
        ("第2条", "i-2"),
        ("第二条第（二）项", "i-2-2"),
        ("第二条（二）1.", "i-2-2-1"),
        ("第二条第（二）项第1目", "i-2-2-1"),
        ("第二条第二款", "i-2-p1"),
        ("第二条第一款", "i-2"),
        ("第二条第一款第（一）项", "i-2-1"),
        ("三、（二）5.", "i-2-3-2-5"),
        ("第一章", "i-c1"),
        ("第九条", None),
        ("第二条第（九）项", None),
        ("什么条", None),
    ],
)
def test_a_clause_is_found_by_what_readers_call_it(reference, anchor):
    clause = find_clause(TREES, reference)
    assert (clause and clause.anchor) == anchor


def test_a_path_is_written_out_for_a_citation():
    assert formal_path("第十八条（一）1.") == "第十八条第（一）项第1目"
    assert formal_path("三、（二）5.") == "三、（二）5."


@given(st.lists(st.text(alphabet="一二三第条章（）()1234.、。：①茶 ", max_size=12), max_size=25))
def test_whatever_the_text_no_word_is_lost_and_no_anchor_comes_twice(lines):
    (tree,) = clause_trees([part(*lines)])
    clauses = list(walk(tree.clauses))
    anchors = [clause.anchor for clause in clauses]
    assert len(anchors) == len(set(anchors))
    assert [clause.text for clause in clauses] == [" ".join(line.split()) for line in lines if line.split()]
    assert clause_trees([part(*lines)]) == [tree]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("第三十三条", ["第三十三条"]),
        ("R第十二、十九条", ["第十二条"]),
        ("第十条至第十四条", ["第十条"]),
        ("第十八条(四)", ["第十八条（四）", "第十八条"]),
        ("四(一)5、六(三)", ["四、（一）5.", "四、（一）", "四、"]),
        ("六·受理", ["六、"]),
        ("X(五)", ["（五）"]),
        ("督促程序（条号待核）", []),
        ("", []),
    ],
)
def test_the_short_form_of_a_procedure_is_read(said, read):
    assert readings(said) == read
