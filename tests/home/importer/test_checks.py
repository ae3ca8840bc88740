from datetime import date

import pytest

from home.importer import cross_check
from home.importer.types import Citation
from tests.home.importer.builders import single, text_result, warnings

SIGNED = "云溪县司法局\n2021年3月5日\n"


def notice(body: str, number: str = "云司〔2021〕3号", signed: str = SIGNED) -> str:
    return f"关于春茶调解的意见\n{number}\n{body}\n{signed}"


def test_a_sound_document_has_no_notes():
    assert single(notice("一、目标\n全县覆盖。\n二、期限\n2021年底前完成。")).notes == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一、甲\n乙。\n三、丙\n丁。", "编号从“一、”跳到“三、”，应为“二、”，原文照录，请核对。"),
        ("五、甲\n乙。", "编号起始跳到“五、”，应为“一、”，原文照录，请核对。"),
        ("第一条 甲。\n第三条 乙。", "编号从“第一条”跳到“第三条”，应为“第二条”，原文照录，请核对。"),
        ("一、甲\n（一）乙。\n（三）丙。", "编号从“（一）”跳到“（三）”，应为“（二）”，原文照录，请核对。"),
        ("2020年底前完成登记。", "期限“2020年底前”早于成文日期2021-03-05，请核对。"),
        ("接受指导 and 监督。", "文中夹有英文“and”，疑为识别错误，原文照录，请核对。"),
        ("这里有\ufffd一个字。", "文中有无法显示的字符，请对照原件核对。"),
        ("附件：1.登记表", "文中列有1个附件，来源中没有附件正文。"),
    ],
)
def test_each_doubt_becomes_a_note(body, expected):
    assert [text for _, text in warnings(single(notice(body)))] == [expected]


def test_counts_that_begin_again_are_no_jumps():
    text = "第一章 甲\n第一条 乙：\n（一）丙；\n（二）丁。\n第二章 戊\n第二条 己：\n（一）庚；\n1.辛；\n2.壬。\n职责如下：\n1.子。"
    assert single(notice(text)).notes == []


def test_a_number_of_another_year_is_noted():
    document = single(notice("请抓紧。", number="云司〔2020〕3号"))
    assert warnings(document) == [(0, "文号年份2020与成文日期2021年不一致，请核对。")]


def test_the_deadline_note_names_the_line_of_its_paragraph():
    document = single(notice("请抓紧。\n一、期限\n2019年3月前报名，2020年末验收。"))
    assert [line for line, _ in warnings(document)] == [5, 5]


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        ("结合我县实际,", "没有结束"),
        ("各站要认真听取茶农和收购商的意见、", "没有结束"),
        ("各站要认真听取茶农和收购商的意见，及时查看茶样和账", "来源在此中断"),
        ("（三）接待茶商代表时", "来源在此中断"),
        ("工作职责如下：", "来源在此中断"),
    ],
)
def test_text_broken_off_at_the_end_is_marked_and_not_mended(tail, words):
    document = single(
        notice("请抓紧。") + f"茶站工作办法\n一、目标\n（一）全县覆盖。\n（二）当日办理。\n{tail}\n"
    )
    assert document.source_incomplete is True
    broken = [note for note in document.notes if words in note.text]
    assert [note.line for note in broken] == [10]
    assert document.parts[-1].blocks[-1].text == tail


def test_a_sentence_that_stops_before_the_next_clause_is_marked():
    document = single(notice("结合我县实际,\n一、目标\n全县覆盖。"))
    assert document.source_incomplete is True
    assert warnings(document) == [(3, "“…结合我县实际,”句子没有结束，来源可能缺文，未作补写。")]


@pytest.mark.parametrize(
    "tail", ["全县覆盖。", "请慢走，再见。", "您好！", "（联系人：站长）", "附件：登记表"]
)
def test_a_text_that_ends_as_texts_end_is_complete(tail):
    assert single(notice(f"一、目标\n{tail}", signed="")).source_incomplete is False


def test_the_instrument_of_another_name_is_noted():
    document = single(
        f"关于印发《春茶调解办法》的通知\n云司〔2021〕3号\n各站：\n请执行。\n{SIGNED}春茶纠纷调解办法\n一、甲\n乙。\n"
    )
    assert warnings(document) == [
        (7, "标题印发的是《春茶调解办法》，正文所附为《春茶纠纷调解办法》，名称不一致，请核对。")
    ]


def test_a_notice_without_its_instrument_is_noted():
    document = single(f"关于印发《春茶调解办法》的通知\n云司〔2021〕3号\n各站：\n请执行。\n{SIGNED}")
    assert warnings(document) == [(0, "标题写明印发文件，但没有找到所印发的正文。")]


def test_annexes_of_another_name_or_number_are_noted():
    document = single(notice("附件：1.登记表\n2.回访表") + "附件1\n报名登记表\n逐项填写。\n")
    assert warnings(document) == [
        (3, "文中列有2个附件，找到附件正文1个，请核对。"),
        (3, "附件清单写作“登记表”，附件标题为“报名登记表”，按附件标题录入。"),
    ]


def test_an_unknown_kind_of_organ_is_taken_with_a_note():
    document = single(notice("请抓紧。", signed="云溪县茶事总台\n2021年3月5日\n"))
    assert document.issuers == ["云溪县茶事总台"]
    assert warnings(document) == [(4, "落款单位不能确定，请核对。")]


CITING = notice("按照《关于印发〈全县“茶事”调解方案〉的通知》（云办〔2020〕6号）执行。")
OTHER = notice(
    "按照《印发〈关于全县茶事”调解方案〉的通知》(云办发[2019]6号)和《民法典》执行。", number="云司〔2021〕4号"
)


def test_citations_carry_title_number_and_line():
    document = single(OTHER)
    assert document.citations == [
        Citation("印发〈关于全县茶事”调解方案〉的通知", "云办发〔2019〕6号", 3, document.title),
        Citation("民法典", "", 3, document.title),
    ]


def test_two_numbers_for_one_cited_title_are_found_over_the_whole_batch():
    documents = [single(CITING), single(OTHER)]
    found = cross_check(documents)
    assert [(place, note.line, note.severity) for place, note in found] == [
        (0, 3, "warning"),
        (1, 3, "warning"),
    ]
    assert found[0][1].text == (
        "《关于印发〈全县“茶事”调解方案〉的通知》的文号在此为“云办〔2020〕6号”，在别处为“云办发〔2019〕6号”，请核对。"
    )


def test_known_citations_and_held_documents_are_compared_too():
    held = Citation("全县茶事调解方案", "云办〔2018〕1号", 0, "茶事汇编")
    ((place, note),) = cross_check([single(CITING)], [held])
    assert (place, note.line) == (0, 3)
    assert "在《茶事汇编》为“云办〔2018〕1号”" in note.text
    assert cross_check([single(CITING)], [Citation("全县茶事调解方案", "云办[2020]6号")]) == []


def test_a_joint_text_with_two_numbers_at_one_place_is_no_contradiction():
    joint = notice("按照《关于全县茶事调解的意见》（云法〔2020〕6号）（云司〔2020〕9号）执行。")
    one = notice("按照《关于全县茶事调解的意见》（云司〔2020〕9号）执行。", number="云司〔2021〕4号")
    assert cross_check([single(joint), single(one)]) == []
    assert [citation.number for citation in single(joint).citations] == ["云法〔2020〕6号", "云司〔2020〕9号"]


def test_a_contradiction_inside_one_file_is_noted_at_once():
    text = notice(
        "按照《全县茶事调解方案》（云办〔2020〕6号）执行，并落实《全县茶事调解方案》（云办〔2020〕6号）。\n又按《全县茶事调解方案》（云办〔2019〕6号）。"
    )
    assert [line for line, _ in warnings(single(text))] == [3, 4]


def test_effect_is_read_only_where_the_source_is_certain():
    document = single(notice("第一条 本意见自发布之日起施行，有效期至2023年1月1日。"))
    assert (document.effective_on, document.expires_on) == (None, date(2023, 1, 1))
    assert warnings(document) == [(3, "自发布之日起施行，但来源没有载明发布日期；施行日期留空，请填写。")]
    dated = single(notice("本意见自2021年5月1日起试行。"))
    assert (dated.effective_on, dated.is_trial) == (date(2021, 5, 1), True)
    tried = single(notice("第九条 本办法自2021年5月1日起试行，试行期至2022年4月30日。"))
    assert (tried.effective_on, tried.expires_on) == (date(2021, 5, 1), date(2022, 4, 30))
    other = single(
        notice("《甲法》自2020年1月1日起施行。现提出以下意见。\n第九条 本意见自2021年5月1日起施行。")
    )
    assert other.effective_on == date(2021, 5, 1)
    published = text_result("发布时间：2021-03-08\n" + notice("本意见自公布之日起施行。")).documents[0]
    assert published.effective_on == date(2021, 3, 8)
