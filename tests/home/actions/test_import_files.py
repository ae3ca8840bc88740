"""Files come in as pages: once, whole or not at all, each with a report."""

from pathlib import Path

import pytest

from home.actions.import_files import File, import_files
from home.models import CompilationPage, InterpretationPage, PolicyPage
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="shared/seeds is not beside the project")

NOTICE = """关于印发《青石镇调解室管理办法》的通知
甲司发〔2024〕7号

各司法所：
现将《青石镇调解室管理办法》印发给你们，请遵照执行。

甲县司法局
2024年5月6日

青石镇调解室管理办法

第一条 为了规范调解室的使用，制定本办法。
第二条 调解室每个工作日开放。
"""


def files(*texts: str) -> list[File]:
    return [File(f"{number}.txt", content=text.encode()) for number, text in enumerate(texts)]


def outcomes(report) -> list[str]:
    return [row.outcome for row in report.rows]


def test_a_notice_with_its_instrument_becomes_one_draft(county_a, inside_a):
    report = import_files(files(NOTICE), tenant=county_a)
    assert outcomes(report) == ["imported"]
    page = PolicyPage.objects.get(pk=report.rows[0].page_id)
    assert (page.title, page.document_number) == (
        "关于印发《青石镇调解室管理办法》的通知",
        "甲司发〔2024〕7号",
    )
    assert [issuer.name for issuer in page.issuers.all()] == ["甲县司法局"]
    assert (page.live, page.addressees, str(page.issued_on)) == (False, "各司法所", "2024-05-06")
    assert [b.value["kind"] for b in page.body if b.block_type == "part"] == ["notice", "instrument"]


def test_a_second_import_changes_nothing(county_a, inside_a):
    import_files(files(NOTICE), tenant=county_a, publish=True)
    before = list(PolicyPage.objects.values_list("pk", "latest_revision_id", "last_published_at"))
    assert outcomes(import_files(files(NOTICE), tenant=county_a, publish=True)) == ["unchanged"]
    assert list(PolicyPage.objects.values_list("pk", "latest_revision_id", "last_published_at")) == before


def test_a_changed_source_renews_the_page(county_a, inside_a):
    import_files(files(NOTICE), tenant=county_a, publish=True)
    report = import_files(files(NOTICE.replace("每个工作日", "每天")), tenant=county_a, publish=True)
    assert outcomes(report) == ["updated"]
    assert "每天开放" in str(PolicyPage.objects.get().body)


def test_what_an_editor_changed_is_not_published_over(county_a, inside_a):
    import_files(files(NOTICE), tenant=county_a, publish=True)
    page = PolicyPage.objects.get()
    page.summary = "编辑改过"
    page.save_revision()
    import_files(files(NOTICE.replace("每个工作日", "每天")), tenant=county_a, publish=True)
    page = PolicyPage.objects.get()
    assert page.has_unpublished_changes is True
    assert "每天开放" not in str(page.body)
    assert "每天开放" in str(page.get_latest_revision_as_object().body)
    assert page.get_latest_revision_as_object().summary == "编辑改过"


def test_a_dry_run_leaves_nothing(county_a, inside_a):
    assert outcomes(import_files(files(NOTICE), tenant=county_a, dry_run=True)) == ["imported"]
    assert PolicyPage.objects.count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"   \n\n", b"\x00\x01\x02" * 400, b"%PDF-1.7 broken", b"PK\x03\x04broken"]
)
def test_a_bad_file_is_refused_with_a_reason_and_spares_the_others(county_a, inside_a, content):
    bad = File(
        "坏.pdf" if content.startswith(b"%PDF") else "坏.docx" if content.startswith(b"PK") else "坏.txt",
        content=content,
    )
    report = import_files([bad, *files(NOTICE)], tenant=county_a)
    assert outcomes(report) == ["refused", "imported"]
    assert len(report.rows[0].reason) > 5
    assert PolicyPage.objects.count() == 1


def test_a_text_that_breaks_off_is_marked_and_nothing_is_invented(county_a, inside_a):
    broken = NOTICE.rstrip().removesuffix("。") + "，遇有下列情形时，"
    import_files(files(broken), tenant=county_a)
    page = PolicyPage.objects.get()
    assert page.source_incomplete is True
    assert page.body[-1].value.source.endswith("遇有下列情形时，</p>")


def test_the_same_number_in_another_county_is_no_obstacle(county_a, county_b, inside_a):
    make_policy(county_b, "乙县的文件", document_number="甲司发〔2024〕7号")
    assert outcomes(import_files(files(NOTICE), tenant=county_a)) == ["imported"]
    assert PolicyPage.objects.descendant_of(county_b.root_page).get().title == "乙县的文件"


@needs_seeds
def test_the_real_documents(county_a, inside_a):
    found = [File(path.name, path) for path in sorted(SEEDS.glob("*.txt"))]
    report = import_files(found, tenant=county_a, publish=True)
    assert report.count("imported") == 18
    assert report.count("refused") == 0
    volume = CompilationPage.objects.get()
    numbers = [entry.policy.document_number for entry in volume.entries.select_related("policy")]
    assert numbers == [
        "卫司发〔2010〕54号", "卫司发〔2010〕73号", "卫司发〔2013〕46号", "卫司发〔2016〕34号", "卫司发〔2017〕78号",
        "卫司发〔2017〕36号", "卫司发〔2018〕第111号", "卫司发〔2019〕32号", "卫司发〔2019〕56号", "卫司发〔2019〕57号",
        "卫司发〔2020〕4号", "卫司发〔2020〕24号",
    ]  # fmt: skip
    assert PolicyPage.objects.live().count() == 16
    assert InterpretationPage.objects.get().policy.title.startswith("云南省司法厅")
    again = import_files(found, tenant=county_a, publish=True)
    assert {row.outcome for row in again.rows} == {"unchanged"}
