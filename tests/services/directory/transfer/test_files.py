"""A file to rows: encodings, separators, headings wherever they stand, and what is refused with a way out."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from services.directory.transfer import sheet as limits
from services.directory.transfer import xlsx_file
from services.directory.transfer.refusals import UnreadableFileError
from tests.services.directory.transfer.tables import csv_of, read, xlsx_of

HEAD = ("姓名", "人民调解员证号", "所在调解组织")
ROW = ("赵一", "甲-1", "桥头镇调委会")


def cells(found):
    return [row for _number, row in found.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_csv_in_every_dress(encoding, mark):
    data = mark.join(HEAD) + "\r\n" + mark.join(ROW) + "\r\n"
    found = read("mediators", data.encode(encoding))
    assert ([column.field for column in found.columns], cells(found)) == (["name", "certificate", "organisation"], [ROW])


def test_quoted_cells_hold_commas_and_lines():
    found = read("mediators", '姓名,证号,调解组织,个人简介\r\n赵一,甲-1,桥头,"一,\n二"\r\n'.encode())
    assert found.rows == ((2, ("赵一", "甲-1", "桥头", "一,\n二")),)


def test_the_sheet_of_an_office():
    """A merged title, the reporting line, headings over two rows, blank rows in between and after."""
    found = read(
        "mediators",
        xlsx_of(
            ["桥头镇人民调解员花名册", None, None, None, None],
            ["填报单位：桥头镇司法所", None, None, None, None],
            ["序号", "姓 名\n（必填）", "证件", None, "所在调\n解组织"],
            [None, None, "证号", "有效期至", None],
            [1, "王　小明", "甲-1", date(2027, 3, 4), "桥头镇调委会"],
            [None] * 5,
            [2, "李四", "甲-2", None, "桥头镇调委会"],
            *[[None] * 5] * 30,
            merged=["A1:E1", "C3:D3"],
        ),
        "花名册.xlsx",
    )
    assert [column.field for column in found.columns] == ["name", "certificate", "valid_until", "organisation"]
    assert [number for number, _cells in found.rows] == [5, 7]
    assert cells(found)[0] == ("1", "王　小明", "甲-1", "2027-03-04", "桥头镇调委会")
    assert found.unknown == ()


def test_headings_merged_downwards_stand_in_the_row_above():
    found = read(
        "mediators",
        xlsx_of(["姓名", "所在组织", None, None], [None, None, "证号", "有效期"], ["赵一", "桥头", "甲-1", None]),
        "表.xlsx",
    )
    assert [column.field for column in found.columns] == ["name", "organisation", "certificate", "valid_until"]
    assert cells(found) == [("赵一", "桥头", "甲-1")]


def test_the_sheet_that_suits_is_read():
    book = load_workbook(io.BytesIO(xlsx_of(["说明"], titles=("说明", "名单"))))
    for row in (HEAD, ROW):
        book["名单"].append(row)
    out = io.BytesIO()
    book.save(out)
    assert cells(read("mediators", out.getvalue(), "表.xlsx")) == [ROW]


def test_numbers_dates_and_truths_become_what_a_person_would_type():
    found = read(
        "mediators",
        xlsx_of(
            ["证号", "电话", "有效期", "公开", "姓名", "机构"],
            [16401201910000001, 19900000000.0, datetime(2027, 3, 4, 8, 30), True, 2.5, 0],
        ),
        "表.xlsx",
    )
    assert cells(found) == [("1.64012E+16", "19900000000", "2027-03-04 08:30", "是", "2.5", "0")]


def test_a_formula_is_its_last_value_and_never_reckoned():
    found = read("mediators", xlsx_of(["姓名", "证号", "机构"], ["赵一", "=1+1", "桥头"]), "表.xlsx")
    assert cells(found) == [("赵一", "", "桥头")]


def test_headings_nobody_knows_and_headings_that_stand_twice_are_named():
    found = read("mediators", csv_of(("序号", "姓名", "证号", "证书编号", "血型", "问题"), ("1", "赵一", "甲-1", "", "A", "x")))
    assert (found.unknown, found.twice) == (("血型",), ("证书编号",))


def test_the_example_of_the_template_is_left_out():
    assert cells(read("mediators", csv_of(HEAD, ("（示例）赵一", "", ""), ROW))) == [ROW]


def test_sums_and_signatures_at_the_end_are_no_rows():
    found = read("mediators", csv_of(HEAD, ("合计", "甲-9", "桥头"), ROW, ("合计", "", "1人"), ("填表人：某某　审核人：",)))
    assert (cells(found), found.closing) == ([("合计", "甲-9", "桥头"), ROW], (4, 5))


def unpacked(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "hint"),
    [
        (b"", "a.csv", "文件是空的"),
        (b"\r\n\r\n", "a.csv", "文件是空的"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 99, "a.xls", "另存为“Excel 工作簿"),
        (b"0" * 99, "a.et", "另存为“Excel 工作簿"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 99, "a.xlsx", "加了密码"),
        (b"PK\x03\x04" + b"0" * 99, "a.xlsx", "已经损坏"),
        (b"PK\x03\x04" + b"0" * 99, "a.csv", "只能上传"),
        (b"%PDF-1.7", "a.pdf", "只能上传"),
        (b"not a zip", "a.xlsx", "只能上传"),
        (b"\xff\x81\x00\x39", "a.csv", "文字编码"),
        (b"a\x00b", "a.csv", "文字编码"),
        ("没有,表头\n1,2".encode(), "a.csv", "没有找到“人民调解员”的表头"),
        ("姓名,性别\n赵一,男".encode(), "a.csv", "人民调解员证号，或者所在调解组织＋姓名"),
        (unpacked(100), "a.xlsx", "打不开"),
        (unpacked(81 * 1024 * 1024), "a.xlsx", "展开后太大"),
        (b"0" * (10 * 1024 * 1024 + 1), "a.csv", "超过10MB"),
    ],
    ids=lambda one: one if isinstance(one, str) else "data",
)
def test_what_cannot_be_read_says_what_to_do(data, name, hint):
    with pytest.raises(UnreadableFileError) as error:
        read("mediators", data, name)
    assert hint in str(error.value)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_too_many_rows_are_refused(kind, monkeypatch):
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    rows = [HEAD, *[(f"赵{n}", f"甲-{n}", "桥头") for n in range(4)]]
    with pytest.raises(UnreadableFileError, match="超过3行"):
        read("mediators", csv_of(*rows) if kind == "csv" else xlsx_of(*rows), f"a.{kind}")


def test_a_sheet_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 2)
    with pytest.raises(UnreadableFileError, match="超过2行"):
        read("mediators", xlsx_of(HEAD, *[ROW] * 9), "a.xlsx")


def test_a_cell_far_to_the_right_costs_nothing():
    book = Workbook()
    book.active.append(HEAD)
    book.active.append(ROW)
    book.active.cell(2, 16000, "x")
    out = io.BytesIO()
    book.save(out)
    assert cells(read("mediators", out.getvalue(), "表.xlsx")) == [ROW]


def test_entities_are_not_resolved():
    """A file that unfolds itself is refused, not unfolded."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_of(HEAD, ROW))) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + content
            target.writestr(item, content)
    with pytest.raises(UnreadableFileError, match="打不开"):
        read("mediators", out.getvalue(), "表.xlsx")
