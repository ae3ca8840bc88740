"""The page of an edition, its download and the list for other programs."""

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.engines.current import engine
from search.index import rebuild
from search.types import Query
from services.ranking.models import Edition
from services.ranking.reporting import sections
from tenants.scope import in_tenant
from tests.services.ranking.editions import counted, figures, lawyers, publication

pytestmark = pytest.mark.django_db

ADDRESS = "/rankings/lawyers/2026H1/"


@pytest.fixture
def published(inside_a, person) -> Edition:
    """甲乙 better than 丙丁; 戊己 has too few cases and <b>辛 too few voices."""
    people = lawyers(inside_a, "甲乙", "丙丁", "戊己", "<b>辛")
    counts = [figures(), figures(qualified=5), figures(cases=4), figures(voices=2)]
    edition = counted(
        inside_a,
        {one.pk: told for one, told in zip(people, counts, strict=True)},
        actor=person("jia-case_officer"),
    )
    return publication(edition, by=person("jia-county_admin"))


class _Table(HTMLParser):
    """The lines of the page as ranking.csv has them, from what the page says to machines and to people alike."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self.inside, self.cell = False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "tr" and "data-code" in said:
            self.rows.append({"code": said["data-code"]})
        elif tag == "td":
            self.cell = {"rk-rank": "rank", "rk-score": "score"}.get(
                said.get("class", ""), said.get("data-measure", "")
            )
        elif tag == "data":
            self.rows[-1][self.cell] = said["value"]
        elif "data-low" in said:
            self.rows[-1] |= {f"{self.cell}_low": said["data-low"], f"{self.cell}_high": said["data-high"]}


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_download_reckoned_again_is_the_page(published, browse, county_a, tmp_path: Path):
    answer = browse(county_a).get(ADDRESS + "download/")
    assert answer["Content-Disposition"] == 'attachment; filename="ranking-jia-lawyers-2026H1.zip"'
    found = unpacked(answer.content)
    assert sorted(found) == ["README.txt", "formula.json", "inputs.csv", "ranking.csv", "recompute.py"]
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    ran = subprocess.run(  # noqa: S603 (our own interpreter and our own file)
        [sys.executable, "-I", str(tmp_path / "recompute.py")], capture_output=True, check=True, cwd="/"
    )
    assert ran.stdout == found["ranking.csv"]
    ranked = [row for row in csv.DictReader(io.StringIO(ran.stdout.decode())) if row["rank"]]
    page = _Table(browse(county_a).get(ADDRESS).content.decode()).rows
    assert page == [{name: value for name, value in row.items() if value} for row in ranked]
    assert [row["rank"] for row in page] == ["1", "2"]
    assert "甲乙".encode() not in b"".join(found.values())


def test_the_seal_can_be_checked_with_the_words_of_the_readme(published, browse, county_a, tmp_path: Path):
    found = unpacked(browse(county_a).get(ADDRESS + "download/").content)
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    said = found["README.txt"].decode()
    command = next(line.strip() for line in said.splitlines() if "sha256sum" in line)
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True, cwd=tmp_path)  # noqa: S603
    assert ran.stdout.decode().split()[0] == published.digest
    assert published.digest in said


def test_who_has_it_already_is_not_sent_it_again(published, browse, county_a):
    client = browse(county_a)
    first = client.get(ADDRESS + "download/")
    again = client.get(ADDRESS + "download/", headers={"If-None-Match": first["ETag"]})
    assert (first["ETag"], again.status_code) == (f'"{published.digest}"', 304)


def test_names_are_escaped_and_the_reason_stands_beside_who_has_no_rank(published, browse, county_a):
    page = browse(county_a).get(ADDRESS).content.decode()
    assert "<b>辛" not in page
    assert "&lt;b&gt;辛" in page
    assert ("办结少于5件" in page, "评价少于3份" in page, "没有收到异议" in page) == (True, True, True)


def test_what_a_measure_brought_stands_beside_it_and_few_tell_nothing(published, browse, county_a):
    """30·(7+4)/(8+5) = 25.4; one dossier that was looked through, five voices."""
    page = browse(county_a).get(ADDRESS).content.decode()
    assert ("25.4 / 30 分" in page, page.count("数量太少，说明不了差别")) == (True, 2)


def test_rankings_are_found_by_what_people_call_them(published, county_a):
    with in_tenant(county_a):
        rebuild(county_a, progress=False)
    found = {
        words: {hit.url for hit in engine().search(Query(text=words, tenants=(county_a.slug,))).hits}
        for words in ("律师排名", "哪个律师好", "补贴", "案卷评查")
    }
    assert {"/rankings/", ADDRESS} <= found["律师排名"] & found["哪个律师好"]
    assert ("/rankings/subsidies/" in found["补贴"], "/rankings/reviews/" in found["案卷评查"]) == (
        True,
        True,
    )


def test_the_report_hides_no_number_that_the_ranking_tells():
    told = {"aid": {"closed": 5, "quality_failed": 1, "refused": 1}, "complaints": {"true": 1}}
    aid, complaints = (one for one in sections(told, {"quality", "complaints"}) if one.code != "mediation")
    assert ([bar.value for bar in aid.bars], aid.total, complaints.total) == ([5, 1, None], None, "1件")
    alone = {one.code: one for one in sections(told)}
    assert (alone["aid"].bars[1].value, alone["complaints"].total) == (None, "少于3件")


def test_a_name_is_found(published, browse, county_a):
    page = browse(county_a).get(ADDRESS, {"q": "丙"}).content.decode()
    assert [row["rank"] for row in _Table(page).rows] == ["2"]


def test_what_changed_since_the_edition_before(published, browse, county_a, person):
    first, second = published.entries.all()[:2]
    keys = {second.lawyer_id: figures(), first.lawyer_id: figures(qualified=4)}
    keys |= {one.pk: figures(qualified=2) for one in lawyers(county_a, "庚新")}
    later = counted(county_a, keys, actor=person("jia-case_officer"), period="2026H2", before=published)
    publication(later, by=person("jia-county_admin"))
    page = browse(county_a).get("/rankings/lawyers/2026H2/").content.decode()
    marks = [page.split(mark)[0].count("data-code") for mark in ("▲1", "▼1", ">新上榜<")]
    assert marks == [1, 2, 3]
    assert "比上一期上升1位" in page


def test_other_programs_read_exactly_this(published, browse, county_a, county_b):
    root = county_a.root_url + ADDRESS
    assert browse(county_a).get("/api/v1/rankings/").json() == [
        {
            "edition": "lawyers-2026H1",
            "board": "lawyers",
            "period": "2026H1",
            "url": root,
            "download": root + "download/",
        }
    ]
    assert browse(county_b).get("/api/v1/rankings/").json() == []


def test_what_is_not_published_is_nowhere(inside_a, person, browse):
    counted(
        inside_a, {one.pk: figures() for one in lawyers(inside_a, "甲乙")}, actor=person("jia-case_officer")
    )
    client = browse(inside_a)
    assert [client.get(path).status_code for path in (ADDRESS, ADDRESS + "download/")] == [404, 404]
    assert client.get("/api/v1/rankings/").json() == []
    assert "2026年上半年" not in client.get("/rankings/").content.decode()


def test_the_other_county_shows_nothing_of_it(published, browse, county_b):
    client = browse(county_b)
    assert [client.get(path).status_code for path in (ADDRESS, ADDRESS + "download/")] == [404, 404]
    assert "2026年上半年" not in client.get("/rankings/").content.decode()


@pytest.mark.parametrize(
    "path", ["/rankings/stars/2026H1/", "/rankings/lawyers/2026H3/", "/rankings/lawyers/26H1/"]
)
def test_what_is_no_board_and_no_half_year_is_not_found(browse, county_a, path):
    assert browse(county_a).get(path).status_code == 404


@pytest.fixture
def many(inside_a, person) -> Iterator[Edition]:
    people = lawyers(inside_a, *(f"第{place}人" for place in range(500)), aid_roster=True)
    counts = {one.pk: figures(qualified=place % 8) for place, one in enumerate(people)}
    edition = counted(inside_a, counts, actor=person("jia-case_officer"))
    yield publication(edition, by=person("jia-county_admin"))


@pytest.mark.parametrize("path", ["/rankings/", ADDRESS + "?page=10", ADDRESS + "?q=第4"])
def test_five_hundred_people_cost_few_questions(many, browse, county_a, path):
    with CaptureQueriesContext(connection) as asked:
        assert browse(county_a).get(path).status_code == 200
    assert len(asked) <= 16, [one["sql"][:120] for one in asked]


def test_a_page_comes_from_the_cache_until_the_next_edition(
    published, browse, county_a, django_capture_on_commit_callbacks, person
):
    answers = [browse(county_a).get("/rankings/")["X-Page-Cache"] for _time in range(2)]
    with in_tenant(county_a), django_capture_on_commit_callbacks(execute=True):
        later = counted(county_a, {}, actor=person("jia-case_officer"), period="2026H2", before=published)
        publication(later, by=person("jia-county_admin"))
    after = browse(county_a).get("/rankings/")
    assert [*answers, after["X-Page-Cache"]] == ["miss", "hit", "miss"]
    assert "2026年下半年" in after.content.decode()
