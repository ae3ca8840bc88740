import csv
import io

import pytest
from openpyxl import load_workbook

from services.cases.admin import export
from services.cases.models import Case
from tenants.models import JournalEntry
from tests.services.cases.admin.conftest import people

pytestmark = pytest.mark.django_db

URL = "/admin/cases/?tab=all&export="


def table(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_what_leaves_is_masked(inside_a, desk, new_case, case_of_b):
    case = new_case().case
    (row,) = table(desk("case_officer").get(f"{URL}csv"))
    assert (row["案号"], row["申请方"], row["申请方电话"]) == (case.number, "申甲", "138****0001")
    assert (row["申请方证件"], row["申请方地址"]) == ("110101********123X", "甲县青石镇")
    assert (row["被申请方电话"], row["程序"], row["渠道"]) == ("138****0002", "一般人民调解", "窗口")


def test_a_cell_is_never_a_formula(inside_a, desk, new_case):
    new_case('=HYPERLINK("http://x")', parties=people("@SUM(1)"))
    (row,) = table(desk("case_officer").get(f"{URL}csv"))
    assert (row["案由"], row["申请方"]) == ('\'=HYPERLINK("http://x")', "'@SUM(1)")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_every_start_of_a_formula_is_known(start):
    assert export.cell(f"{start}1") == f"'{start}1"


def test_the_same_as_a_workbook(inside_a, desk, new_case):
    new_case("=1+1")
    answer = desk("case_officer").get(f"{URL}xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, line = sheet.iter_rows(values_only=True)
    said = dict(zip(head, line, strict=True))
    assert (said["案由"], said["申请方电话"]) == ("'=1+1", "138****0001")


def test_only_what_the_list_shows(inside_a, desk, new_case):
    new_case(procedure="LA_CASE", title="工资")
    new_case()
    rows = table(desk("case_officer").get(f"{URL}csv&procedure=LA_CASE"))
    assert [row["案由"] for row in rows] == ["工资"]
    assert table(desk("mediator").get(f"{URL}csv")) == []


def test_it_stands_in_the_journal_without_what_was_searched_for(inside_a, desk, new_case):
    new_case()
    desk("case_officer").get(f"{URL}csv&procedure=PM_GENERAL&q=申甲")
    line = JournalEntry.objects.get(verb="export_cases")
    assert line.data == {"count": 1, "format": "csv", "filters": "tab=all&procedure=PM_GENERAL"}
    assert line.actor.username == "jia-case_officer"


def test_too_many_are_refused_in_words(inside_a, desk, new_case, monkeypatch):
    for _again in range(3):
        new_case()
    monkeypatch.setattr(export, "MOST_ROWS", 2)
    answer = desk("case_officer").get(f"{URL}csv", follow=True)
    assert "超过2件" in answer.content.decode()
    assert JournalEntry.objects.filter(verb="export_cases").count() == 0


def test_all_chunks_arrive(inside_a, desk, new_case, monkeypatch):
    for _again in range(5):
        new_case()
    monkeypatch.setattr(export, "CHUNK", 2)
    assert len(table(desk("case_officer").get(f"{URL}csv"))) == Case.objects.count() == 5
