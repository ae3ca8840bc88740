from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.importer import lines_by_role, read, recognise, unaccounted
from home.importer.types import Paragraph, Refusal, Signature, Source, Table
from tests.home.importer.builders import (
    NOTICE,
    docx_bytes,
    pdf_bytes,
    shape,
    single,
    text_result,
    texts,
    warnings,
)


def test_a_notice_with_its_instrument_and_annex_is_taken_apart():
    document = single(NOTICE)
    assert document.title == "云溪县茶业调解中心关于印发《云溪县茶叶买卖纠纷调解办法（试行）》的通知"
    assert document.document_number == "云茶调〔2021〕第7号"
    assert document.issuers == ["云溪县茶业调解中心"]
    assert document.addressees == "各乡镇调解站、茶农合作社"
    assert document.issued_on == date(2021, 3, 5)
    assert document.disclosure == "active"
    assert document.is_trial is True
    assert (document.effective_on, document.expires_on) == (date(2021, 3, 5), date(2023, 3, 4))
    assert document.territory == "全县各乡镇"
    assert document.source_incomplete is False
    assert shape(document) == [
        ("notice", "", ""),
        ("instrument", "", "云溪县茶叶买卖纠纷调解办法（试行）"),
        ("annex", "附件1", "茶样封存单"),
    ]
    assert document.parts[0].blocks[1] == Signature(
        ("云溪县茶业调解中心",), date(2021, 3, 5), "（此件公开发布）", 8
    )
    assert texts(document.parts[2]) == ["品名、数量和日期应当逐项填写。"]
    assert warnings(document) == []


def test_every_line_is_booked_once_with_its_role():
    source = read(NOTICE.encode(), "甲.txt")
    result = recognise(source)
    assert unaccounted(source, result) == []
    assert lines_by_role(result) == {
        "title": [1, 2, 12, 25],
        "number": [3],
        "blank": [4, 7, 11, 13, 23],
        "addressees": [5],
        "text": [6, 14, 15, 16, 17, 18, 19, 20, 21, 22, 26],
        "signature": [8, 9],
        "mark": [10],
        "label": [24],
    }


def test_a_number_may_stand_above_the_title_and_the_title_twice():
    document = single(
        "云司〔2021〕3号\n关于做好春茶调解的通知\n关于做好春茶调解的通知\n各站：\n请抓紧。\n云溪县司法局\n2021年3月5日\n"
    )
    assert (document.title, document.document_number) == ("关于做好春茶调解的通知", "云司〔2021〕3号")
    assert shape(document) == [("notice", "", "")]


def test_a_joint_document_names_its_organs_in_order():
    document = single(
        "云溪县司法局 云溪县总工会关于做好春茶调解的意见\n一、要求\n请抓紧办理。\n云溪县司法局    云溪县总工会\n2021年3月5日\n"
    )
    assert document.title == "云溪县司法局 云溪县总工会关于做好春茶调解的意见"
    assert document.issuers == ["云溪县司法局", "云溪县总工会"]
    assert warnings(document) == [(0, "没有找到文号，文号留空。")]


def test_organs_in_title_and_signature_that_differ_are_noted():
    document = single("云溪县司法局关于春茶调解的意见\n请抓紧办理。\n云溪县茶业局\n2021年3月5日\n")
    assert document.issuers == ["云溪县茶业局"]
    assert (3, "标题中的发文机关“云溪县司法局”与落款“云溪县茶业局”不一致，按落款录入。") in warnings(document)


def test_without_a_signature_the_issuer_of_the_title_is_taken_and_noted():
    document = single("云溪县司法局关于春茶调解的意见\n请抓紧办理。\n")
    assert document.issuers == ["云溪县司法局"]
    assert document.issued_on is None
    assert [text for _, text in warnings(document)] == [
        "正文没有落款单位，发文机关取自标题、信息头或版头，请核对。",
        "没有找到成文日期，请填写。",
        "没有找到文号，文号留空。",
    ]


def test_several_instruments_of_one_notice_become_parts():
    plan = "为了{0}，制定本方案。各站要认真落实。\n一、目标\n全县覆盖。\n二、步骤\n（一）三月报名。\n（二）五月验收。\n"
    document = single(
        "关于印发《三项春茶行动方案》的通知\n各站：\n请执行。\n云溪县司法局\n2021年3月5日\n"
        + "春茶调解行动实施方案\n"
        + plan.format("春茶调解")
        + "茶农普法行动实施方案\n"
        + plan.format("茶农普法")
    )
    assert shape(document) == [
        ("notice", "", ""),
        ("instrument", "", "春茶调解行动实施方案"),
        ("instrument", "", "茶农普法行动实施方案"),
    ]
    assert [len(part.blocks) for part in document.parts] == [2, 6, 6]


def test_a_line_that_names_a_kind_of_text_inside_a_chapter_starts_nothing():
    document = single(
        "关于春茶调解的意见\n一、制度\n建立以下制度。\n例会制度\n每月开会一次，通报情况，研究问题。\n二、要求\n抓紧。\n"
    )
    assert shape(document) == [("instrument", "", "")]


def test_annexes_are_told_from_the_list_that_announces_them():
    document = single(
        "关于报送表格的通知\n各站：\n请按附件填写。\n附件：1.登记表\n2.回访表\n云溪县司法局\n2021年3月5日\n附件1\n登记表\n逐项填写。\n附件 2：\n回访表\n逐项填写。\n"
    )
    assert shape(document) == [("notice", "", ""), ("annex", "附件1", "登记表"), ("annex", "附件2", "回访表")]
    assert texts(document.parts[0]) == ["请按附件填写。", "附件：1.登记表\n2.回访表"]


def test_an_annex_without_a_number_keeps_its_bare_label():
    document = single(
        "关于签约的通知\n请签约。\n云溪县司法局\n2021年3月5日\n附件：\n“一站一庭”联合调解协议书\n一、单位\n甲站。\n"
    )
    assert shape(document) == [("notice", "", ""), ("annex", "附件", "“一站一庭”联合调解协议书")]


HEADER = """索 引 号 123456789/2021-00007 发文时间 2021-03-08
发布机构 云溪县司法局 文 号
公开方式 依申请公开 有效性 废止
标 题：关于春茶调解的通知
关于春茶调解的通知
各站：
请抓紧。
云溪县司法局
2021年3月5日
附件下载：
扫一扫在手机上查看当前页面
【打印】
主办：云溪县人民政府    承办：云溪县人民政府办公室
云ICP备00000000号-1    网站标识码：1234567890
"""


def test_the_disclosure_table_of_a_page_fills_the_fields_and_furniture_is_dropped():
    document = single(HEADER)
    assert document.title == "关于春茶调解的通知"
    assert document.index_number == "123456789/2021-00007"
    assert document.published_on == date(2021, 3, 8)
    assert (document.disclosure, document.validity) == ("on_request", "repealed")
    assert document.document_number == ""
    assert document.header["发布机构"] == "云溪县司法局"
    assert texts(document.parts[0]) == ["请抓紧。"]
    assert lines_by_role(text_result(HEADER))["furniture"] == [10, 11, 12, 13, 14]


def test_a_header_value_that_does_not_parse_is_noted_and_left_empty():
    document = single(
        "公开方式：看情况\n发文日期：春天\n关于春茶调解的通知\n请抓紧。\n云溪县司法局\n2021年3月5日\n"
    )
    assert document.disclosure == ""
    assert [text for line, text in warnings(document) if line] == [
        "信息头“公开方式”的值“看情况”无法识别，未采用。",
        "信息头“发文日期”的值“春天”不是日期，未采用。",
    ]


PAGE = """云溪县司法局
政府信息公开
解读《春茶调解方案》(含文件正文)
发布时间:2021-03-08 08:09:10 浏览次数:
【正文】
云溪县司法局关于印发《春茶调解方案》的通知
各站：
请执行。
云溪县司法局
2021年3月5日
春茶调解方案
一、目标
全县覆盖。
【解读】
一、背景
春茶上市，纠纷增多。
"""


def test_text_and_interpretation_on_one_page_become_two_documents():
    document = single(PAGE)
    reading = document.interpretation
    assert document.title == "云溪县司法局关于印发《春茶调解方案》的通知"
    assert (document.published_on, document.published_time) == (date(2021, 3, 8), time(8, 9, 10))
    assert shape(document) == [("notice", "", ""), ("instrument", "", "春茶调解方案")]
    assert reading is not None
    assert reading.title == "解读《春茶调解方案》"
    assert shape(reading) == [("interpretation", "", "")]
    assert texts(reading.parts[0]) == ["一、背景", "春茶上市，纠纷增多。"]
    assert [note.text for note in document.notes if note.severity == "info"] == [
        "网页抬头为“云溪县司法局 / 解读《春茶调解方案》(含文件正文)”。"
    ]


def test_the_lines_of_an_interpretation_are_counted_behind_the_parts_of_the_text():
    uses = {use.line: use for use in text_result(PAGE).uses}
    assert (uses[13].part, uses[15].part, uses[16].part) == (1, 2, 2)


def test_broken_lines_are_rejoined_and_headings_left_alone():
    document = single(
        "关于春茶调解的意见\n\n一、加强领导，落实责任\n各站要认真听取茶农和收购商的意见，及时查看茶样和账\n\n- 3 -\n\n本，当场作出记录。\n\n"
        "二、办理\n（一）受理\n1、接到申请后应当在三日内决定是否受理，并把结果告诉双\n方当事人；\n2、不受理的应当当面说明理\n由。\n"
        "第五条 有下列情形之一的应当回避\n的：\n组长：甲站站长\n成员：乙站站长\n"
    )
    assert texts(document.parts[0]) == [
        "一、加强领导，落实责任",
        "各站要认真听取茶农和收购商的意见，及时查看茶样和账本，当场作出记录。",
        "二、办理",
        "（一）受理",
        "1、接到申请后应当在三日内决定是否受理，并把结果告诉双方当事人；",
        "2、不受理的应当当面说明理由。",
        "第五条 有下列情形之一的应当回避的：",
        "组长：甲站站长",
        "成员：乙站站长",
    ]


def test_bold_marks_of_a_converter_become_spans_and_lonely_stars_stay():
    document = single("关于春茶调解的意见\n（一）**加强领导。**各站抓紧，**先报**后办。\n请**同志签字。\n")
    first, second = document.parts[0].blocks[:2]
    assert first == Paragraph("（一）加强领导。各站抓紧，先报后办。", 2, 0, ((3, 8), (13, 15)))
    assert second == Paragraph("请**同志签字。", 3)


def test_a_table_keeps_its_place_and_its_rows():
    def fill(document):
        document.add_paragraph("关于春茶价格的通知")
        document.add_paragraph("各站：")
        document.add_paragraph("价格如下。")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "绿茶", "三元"
        document.add_paragraph("请执行。")
        document.add_paragraph("云溪县司法局")
        document.add_paragraph("2021年3月5日")

    (document,) = recognise(read(docx_bytes(fill), "甲.docx")).documents
    assert document.parts[0].blocks[:3] == [
        Paragraph("价格如下。", 3),
        Table((("绿茶", "三元"),), "", 4),
        Paragraph("请执行。", 5),
    ]


def test_the_same_text_gives_the_same_document_from_every_format():
    lines = NOTICE.splitlines()

    def fill(document):
        for line in lines:
            document.add_paragraph(line)

    html = "<meta charset=utf-8><body>" + "".join(f"<p>{line}</p>" for line in lines)
    expected = single(NOTICE)
    for data, name in (
        (docx_bytes(fill), "甲.docx"),
        (html.encode(), "甲.html"),
        (pdf_bytes([lines[:12], lines[12:]]), "甲.pdf"),
    ):
        (document,) = recognise(read(data, name)).documents
        assert (document.title, document.document_number, shape(document)) == (
            expected.title,
            expected.document_number,
            shape(expected),
        )
        assert [texts(part) for part in document.parts] == [texts(part) for part in expected.parts]


def test_the_masthead_names_the_organ_and_the_signer_shares_the_line_of_the_number():
    document = single(
        "云 溪 县 司 法 局 文 件\n云司发〔2022〕8号      签发人：甲\n关于春茶的意见\n请抓紧。\n2022年4月6日\n"
    )
    assert (document.document_number, document.issuers) == ("云司发〔2022〕8号", ["云溪县司法局"])
    assert document.imprint == ("云 溪 县 司 法 局 文 件", "签发人：甲")


def test_a_law_gives_its_date_below_the_title_and_its_chapters_twice():
    text = "云溪县调解条例\n（2021年3月5日云溪县人民代表大会通过）\n目 录\n第一章 总则…… 1\n第二章 附则…… 2\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n"
    document = single(text)
    assert document.subtitle == "（2021年3月5日云溪县人民代表大会通过）"
    assert document.issued_on == date(2021, 3, 5)
    assert texts(document.parts[0]) == ["第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"]
    assert lines_by_role(text_result(text))["contents"] == [3, 4, 5]


def test_a_forwarded_text_keeps_its_own_number_and_signature():
    document = single(
        "转发省司法厅关于做好调解工作的通知\n云司〔2022〕1号\n各所：\n请照办。\n云溪县司法局\n2022年1月2日\n省司法厅关于做好调解工作的通知\n省司〔2021〕99号\n请做好工作。\n省司法厅\n2021年12月20日\n"
    )
    assert shape(document) == [("notice", "", ""), ("instrument", "", "省司法厅关于做好调解工作的通知")]
    assert (document.issuers, document.issued_on) == (["云溪县司法局"], date(2022, 1, 2))
    assert texts(document.parts[1]) == ["省司〔2021〕99号", "请做好工作。"]
    assert warnings(document) == [(10, "另有落款日期2021-12-20，与成文日期2022-01-02不同，请核对。")]


def test_the_imprint_and_the_masthead_are_kept_apart_from_the_text():
    document = single(
        "云溪县司法局文件\n签发人：甲\n云司〔2021〕3号\n关于春茶调解的通知\n各站：\n请抓紧。\n云溪县司法局\n2021年3月5日\n抄送：县总工会。\n云溪县司法局办公室 2021年3月5日印发\n"
    )
    assert document.imprint == (
        "云溪县司法局文件",
        "签发人：甲",
        "抄送：县总工会。",
        "云溪县司法局办公室 2021年3月5日印发",
    )
    assert shape(document) == [("notice", "", "")]


@pytest.mark.parametrize(
    "text", ["今天天气很好。\n我们去喝茶。", "今天天气\n我们去喝茶。", "<", "一、茶叶\n二、杯子。", "。。。"]
)
def test_a_text_without_a_title_is_refused_with_its_first_line(text):
    result = text_result("\n" + text)
    assert result.documents == []
    assert result.refusals == [Refusal(2, "找不到文件标题，不能作为一份文件导入。")]


def test_a_refused_source_gives_its_refusals_back():
    refusal = Refusal(0, "文件是空的，没有文字。")
    assert recognise(Source("甲.txt", "txt", refusals=(refusal,))).refusals == [refusal]


def test_a_text_without_any_end_is_cut_into_paragraphs_in_reasonable_time():
    line = "各站要认真听取茶农和收购商的意见，及时查看茶样和账"
    document = single("关于春茶调解的意见\n" + f"{line}\n" * 2000)
    assert max(map(len, texts(document.parts[0]))) < 3100
    assert "".join(texts(document.parts[0])) == line * 2000


LINE = st.text(
    alphabet="关于印发办法的通知云溪县司法局一二三第条章、（）()：:。，《》〔〕【】附件0123456789年月日 目录正文解读-|*#",
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINE, max_size=40))
def test_recognition_never_raises_and_books_every_line(lines):
    source = read("\n".join(["关于印发方案的通知", *lines]).encode(), "甲.txt")
    result = recognise(source)
    if result.documents:
        assert unaccounted(source, result) == []
        assert len({use.line for use in result.uses}) == len(source.lines)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_text_at_all_breaks_recognition(text):
    result = recognise(read(text.encode("utf-8", "surrogatepass"), "甲.txt"))
    assert bool(result.documents) != bool(result.refusals)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([".txt", ".docx", ".pdf", ".html"]))
def test_no_bytes_at_all_break_a_reader(data, suffix):
    result = recognise(read(data, f"甲{suffix}"))
    assert bool(result.documents) != bool(result.refusals)
