from datetime import date

from home.importer import lines_by_role, read, recognise, unaccounted
from home.importer.types import Entry
from tests.home.importer.builders import single, text_result, texts, warnings

VOLUME = """
云溪县调解文件汇编（2019—2021年）
云溪县司法局整理
2021年12月1日
目 录
1. 《关于春茶调解工作的意见》
(云司〔2019〕5号) 1
2. 《关于印发〈茶农普法方
案〉的通知》（云司〔2021〕第8号）	4
3. 《关于秋茶调解工作的意见》(云司〔2020〕2号) 9

关于春茶调解 工作的意见

云司[2019]5号

一、目标

全县覆盖。

云溪县司法局

2019年3月5日

关于印发《茶农普法方案》的通知

云司〔2021〕第8号

各站：

请执行。

云溪县司法局

二〇二一年四月五日

茶农普法方案

一、目标

全县覆盖。

关于秋茶调解工作的若干意见

云司〔2020〕2号

一、目标

全县覆盖。

云溪县司法局

2020年9月5日
"""


def test_a_volume_is_cut_into_its_documents_by_its_contents():
    result = text_result(VOLUME)
    volume = result.compilation
    assert volume is not None
    assert (volume.title, volume.first_year, volume.last_year) == ("云溪县调解文件汇编", 2019, 2021)
    assert (volume.compiled_by, volume.compiled_on) == ("云溪县司法局", date(2021, 12, 1))
    assert volume.entries == [
        Entry(1, "关于春茶调解工作的意见", "云司〔2019〕5号", 1, 6, 0),
        Entry(2, "关于印发《茶农普法方案》的通知", "云司〔2021〕第8号", 4, 8, 1),
        Entry(3, "关于秋茶调解工作的意见", "云司〔2020〕2号", 9, 10, 2),
    ]
    assert volume.notes == []
    assert [(d.title, d.document_number, d.issued_on) for d in result.documents] == [
        ("关于春茶调解工作的意见", "云司〔2019〕5号", date(2019, 3, 5)),
        ("关于印发《茶农普法方案》的通知", "云司〔2021〕第8号", date(2021, 4, 5)),
        ("关于秋茶调解工作的若干意见", "云司〔2020〕2号", date(2020, 9, 5)),
    ]


def test_the_lines_of_a_volume_are_all_booked():
    source = read(VOLUME.encode(), "甲.txt")
    result = recognise(source)
    assert unaccounted(source, result) == []
    roles = lines_by_role(result)
    assert roles["volume"] == [2, 3, 4]
    assert roles["contents"] == [5, 6, 7, 8, 9, 10]
    assert {use.document for use in result.uses if use.role == "signature"} == {0, 1, 2}


def test_a_title_that_differs_from_the_contents_is_noted():
    result = text_result(VOLUME)
    assert warnings(result.documents[2]) == [
        (10, "目录标题“关于秋茶调解工作的意见”与正文标题“关于秋茶调解工作的若干意见”不一致，按正文录入。")
    ]
    assert warnings(result.documents[0]) == []


def test_an_entry_without_a_text_is_noted_on_the_volume():
    result = text_result(
        VOLUME.replace("2020〕2号) 9", "2020〕2号) 9\n4. 《关于冬茶的意见》(云司〔2020〕9号) 12")
    )
    assert result.compilation is not None
    assert [(note.line, note.text) for note in result.compilation.notes] == [
        (11, "目录第4项《关于冬茶的意见》在正文中没有找到。")
    ]
    assert len(result.documents) == 3


def test_a_document_without_a_number_in_the_text_is_found_by_its_title():
    result = text_result(VOLUME.replace("\n云司[2019]5号\n", "\n"))
    assert result.documents[0].document_number == "云司〔2019〕5号"
    assert (6, "正文没有文号，文号“云司〔2019〕5号”取自目录，请核对。") in warnings(result.documents[0])


def test_the_contents_of_one_text_do_not_make_it_a_volume():
    document = single(
        "关于春茶调解的办法\n目录\n1. 总则 1\n2. 附则 3\n一、总则\n甲。\n云溪县司法局\n2021年3月5日\n"
    )
    assert texts(document.parts[0])[-2:] == ["一、总则", "甲。"]
