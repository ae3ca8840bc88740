import pytest

from home.importer import read
from home.importer.readers import limits
from home.importer.types import Refusal, Source
from tests.home.importer.builders import docx_bytes, number_paragraphs, numbered, pdf_bytes, zip_bytes

TEXT = "云溪县司法局关于春茶调解的通知\n\n各司法所：\n请做好工作。\n"
LINES = ["云溪县司法局关于春茶调解的通知", "", "各司法所：", "请做好工作。"]


def lines(source: Source) -> list[str]:
    assert source.refusals == ()
    return [line.text for line in source.lines]


def reason(source: Source) -> str:
    assert source.lines == ()
    (refusal,) = source.refusals
    return refusal.reason


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_plain_text_is_read_in_every_encoding_of_an_office(encoding):
    assert lines(read(TEXT.encode(encoding), "甲.txt")) == LINES


def test_lines_are_counted_from_one_over_all_kinds_of_line_ends():
    source = read("一\r\n二\r三\n\n五".encode(), "甲.txt")
    assert [(line.number, line.text) for line in source.lines] == [
        (1, "一"),
        (2, "二"),
        (3, "三"),
        (4, ""),
        (5, "五"),
    ]


def test_a_path_is_read_like_its_bytes(tmp_path):
    path = tmp_path / "甲.txt"
    path.write_text(TEXT, "utf-8")
    assert read(path) == read(str(path)) == read(TEXT.encode(), "甲.txt")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "甲.txt", "空的"),
        (b" \n\t\n", "甲.txt", "空的"),
        (bytes(range(256)) * 20, "甲.txt", "不是"),
        (b"\x00\x01\x02\x03" * 50, "甲.txt", "二进制"),
        (b"MZ\x90\x00" + b"\x00" * 60, "甲.txt", "二进制"),
        (b"%PDF-1.7 nonsense", "甲.pdf", "损坏"),
        (b"%PDF-1.7 nonsense", "甲.txt", "不符"),
        (b"PK\x03\x04 nonsense", "甲.docx", "压缩包损坏"),
        (b"no word file at all", "甲.docx", "压缩包损坏"),
        (zip_bytes({"甲.txt": b"a"}), "甲.docx", "损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 99, "甲.docx", "加密"),
        (TEXT.encode(), "甲.doc", "另存为 .docx"),
        (TEXT.encode(), "甲.exe", "不支持"),
        (TEXT.encode(), "", "不支持"),
        (b"<html><body></body></html>", "甲.html", "空的"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data, name, words):
    assert words in reason(read(data, name))


def test_a_broken_encoding_is_refused_with_its_line():
    source = read("第一行\n第二行".encode() + b"\xff\xff\xff\n" + b"\xff" * 9, "甲.txt")
    assert source.refusals == (Refusal(2, source.refusals[0].reason),)
    assert "第2行" in source.refusals[0].reason


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(type(path), "read_bytes", lambda self: pytest.fail("was read"))
    assert reason(read(path)) == "文件有200 MB，超过上限50 MB，没有读取。请拆分后再导入。"


def test_bytes_are_held_to_the_same_limit(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 1024 * 1024)
    assert "超过上限1 MB" in reason(read(b"a" * (1024 * 1024 + 1), "甲.txt"))


def test_missing_files_and_folders_are_refused(tmp_path):
    assert "不存在" in reason(read(tmp_path / "无.txt"))
    assert "不存在" in reason(read(tmp_path))


def test_word_keeps_order_headings_numbers_and_tables():
    def fill(document):
        document.add_heading("云溪县茶叶调解办法", 1)
        number = number_paragraphs(
            document,
            [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "•")],
        )
        numbered(document, "总则", number)
        numbered(document, "登记", number, 1)
        numbered(document, "回访", number, 1)
        numbered(document, "电话", number, 2)
        numbered(document, "说明", number, 3)
        numbered(document, "二、附则", number)
        numbered(document, "归档", number, 1)
        table = document.add_table(2, 2)
        for row, values in enumerate((("品名", "数量"), ("绿茶", "三斤"))):
            for column, value in enumerate(values):
                table.cell(row, column).text = value
        document.add_paragraph("分\n行")

    source = read(docx_bytes(fill), "甲.docx")
    assert [(line.heading, line.text) for line in source.lines] == [
        (1, "云溪县茶叶调解办法"),
        (0, "一、总则"),
        (0, "（一）登记"),
        (0, "（二）回访"),
        (0, "1. 电话"),
        (0, "说明"),
        (0, "二、附则"),
        (0, "（一）归档"),
        (0, ""),
        (0, "分"),
        (0, "行"),
    ]
    assert source.lines[8].table == (("品名", "数量"), ("绿茶", "三斤"))


def test_a_word_file_that_unpacks_to_too_much_is_not_opened():
    bomb = zip_bytes({"word/document.xml": b"0" * (limits.LARGEST_MEMBER + 1)})
    assert len(bomb) < 1024 * 1024
    assert "解压后达" in reason(read(bomb, "甲.docx"))


def test_a_locked_package_is_refused():
    data = bytearray(zip_bytes({"word/document.xml": b"x"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "已加密" in reason(read(bytes(data), "甲.docx"))


def test_pdf_lines_are_read_and_running_heads_marked():
    pages = [["云溪县调解公报", "第一段话。", f"- {number} -"] for number in range(1, 5)]
    source = read(pdf_bytes(pages), "甲.pdf")
    assert [(line.text, line.noise) for line in source.lines[:3]] == [
        ("云溪县调解公报", True),
        ("第一段话。", False),
        ("- 1 -", True),
    ]
    assert len(source.lines) == 12


def test_a_locked_pdf_is_refused():
    assert "需要密码" in reason(read(pdf_bytes([["云溪县茶叶调解办法"]], password="secret"), "甲.pdf"))


def test_a_scan_without_text_is_refused_and_one_empty_page_is_noted():
    assert "扫描件" in reason(read(pdf_bytes([[], []]), "甲.pdf"))
    source = read(pdf_bytes([["云溪县茶叶买卖纠纷调解办法"], []]), "甲.pdf")
    assert [note.text for note in source.notes] == ["PDF 第2页没有文字（可能是图片），请对照原件。"]


def test_a_cut_pdf_is_refused():
    data = pdf_bytes([["云溪县茶叶买卖纠纷调解办法"]])
    assert "损坏" in reason(read(data[: len(data) // 3], "甲.pdf"))


PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>网站</title><style>p{}</style></head><body>
<nav><a>首页</a> <a>政策</a></nav><script>var a = "不要";</script><!-- 不要 --><p style="display: none">不要</p>
<table><tr><td>索引号</td><td>A/1</td></tr><tr><th>文号</th><td></td></tr></table>
<h2>云溪县茶叶<br>调解办法</h2><div>开头<p>第一<b>条</b> 为了
公平。</p>尾巴</div><ol start="3"><li>登记</li><li><p>（四）回访</p></li></ol>
<table><tr><td><p>布局甲</p><table><tr><td>内</td><td>表</td></tr></table></td></tr></table>
<footer>主办单位</footer></body></html>"""


def test_a_saved_page_gives_its_words_in_order_and_its_tables():
    source = read(PAGE.encode("gb18030"), "甲.html")
    assert [(line.text, line.heading, line.noise, line.table) for line in source.lines] == [
        ("首页 政策", 0, True, None),
        ("", 0, False, (("索引号", "A/1"), ("文号", ""))),
        ("云溪县茶叶", 2, False, None),
        ("调解办法", 2, False, None),
        ("开头", 0, False, None),
        ("第一条 为了 公平。", 0, False, None),
        ("尾巴", 0, False, None),
        ("3. 登记", 0, False, None),
        ("（四）回访", 0, False, None),
        ("布局甲", 0, False, None),
        ("", 0, False, (("内", "表"),)),
        ("主办单位", 0, True, None),
    ]


def test_a_page_nested_without_end_is_read_or_refused_but_never_raises():
    source = read(b"<div>" * 30_000 + "云溪县".encode() + b"</div>" * 30_000, "甲.html")
    assert source.refusals or [line.text for line in source.lines] == ["云溪县"]


def test_a_page_of_unlikely_size_is_not_parsed(monkeypatch):
    monkeypatch.setattr("home.importer.readers.html.LARGEST_PAGE", 1024 * 1024)
    assert reason(read(b"<p>" + b"a" * 1024 * 1024, "甲.html")) == "网页文件超过上限1 MB，没有解析。"
