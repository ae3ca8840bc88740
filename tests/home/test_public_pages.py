"""What a citizen sees of the pages."""

import gc
import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from home.models import PageViews, PolicyBasis, PolicyIssuer, PolicyPage, PolicyRelation
from tenants.models import Tenant
from tenants.scope import in_tenant
from tests.home.policies import body, make_policy

pytestmark = pytest.mark.django_db


def text_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_policy_shows_all_its_elements(county_a, browse):
    page = make_policy(
        county_a, "调解办法", document_number="甲司发〔2024〕3号", addressees="各司法所", territory="甲县",
        effective_on=date(2024, 4, 1), is_trial=True, source_incomplete=True, body=body(organs=["甲县司法局", "甲县公安局"], date="2024-03-01"),
    )  # fmt: skip
    page.issuers = [PolicyIssuer(name="甲县司法局"), PolicyIssuer(name="甲县公安局")]
    page.save_revision().publish()
    html = text_of(browse(county_a), page.url_path.removeprefix(county_a.root_page.url_path[:-1]))
    for shown in (
        page.index_number, "甲司发〔2024〕3号", "2024年3月1日", "主动公开", "2024年4月1日", "各司法所：", "甲县",
        "试行", "来源文本不完整", 'id="i-1"', 'id="i-3-2"', 'href="#i-3-1"', "<svg",
    ):  # fmt: skip
        assert shown in html
    assert html.index("甲县司法局") < html.index("甲县公安局")


def test_banners_tell_what_no_longer_holds(county_a, browse):
    old = make_policy(county_a, "旧办法", document_number="甲司发〔2020〕1号")
    resting = make_policy(county_a, "细则", publish=False)
    resting.bases = [PolicyBasis(title="旧办法", number="甲司发〔2020〕1号")]
    resting.save_revision().publish()
    new = make_policy(county_a, "新办法", publish=False)
    new.relations = [PolicyRelation(kind="replaces", target=old)]
    new.save_revision().publish()
    client = browse(county_a)
    assert "本文件已废止，不再执行。" in text_of(client, f"/policies/{old.slug}/")
    assert "《新办法》" in text_of(client, f"/policies/{old.slug}/")
    assert "所依据的下列文件已不再有效" in text_of(client, f"/policies/{resting.slug}/")


def test_another_countys_document_is_not_linked_as_basis(county_a, county_b, browse):
    make_policy(county_b, "乙县办法", document_number="乙司发〔2024〕1号")
    page = make_policy(county_a, "甲县细则", publish=False)
    page.bases = [PolicyBasis(title="乙县办法", number="乙司发〔2024〕1号")]
    page.save_revision().publish()
    html = text_of(browse(county_a), f"/policies/{page.slug}/")
    assert "《乙县办法》" in html
    assert "yi.localhost" not in html


def test_the_umbrellas_document_is(umbrella, county_a, browse):
    make_policy(umbrella, "市办法", document_number="市司发〔2024〕1号")
    page = make_policy(county_a, "甲县细则", publish=False)
    page.bases = [PolicyBasis(title="市办法", number="市司发〔2024〕1号")]
    page.save_revision().publish()
    assert 'href="http://localhost/policies/' in text_of(browse(county_a), f"/policies/{page.slug}/")


def test_a_draft_and_another_countys_page_are_not_found(county_a, county_b, browse):
    draft, foreign = (
        make_policy(county_a, "草稿", publish=False),
        make_policy(county_b, "乙县办法", slug="yi-xian"),
    )
    assert browse(county_a).get(f"/policies/{draft.slug}/").status_code == 404
    assert browse(county_a).get(f"/policies/{foreign.slug}/").status_code == 404


def test_the_list_filters_by_year_issuer_validity_and_theme(county_a, browse):
    make_policy(county_a, "二三年文件", issued_on=date(2023, 5, 1))
    make_policy(county_a, "二四年文件", issued_on=date(2024, 5, 1), validity="amended")
    client = browse(county_a)
    for query, seen, unseen in (
        ("year=2023", "二三年文件", "二四年文件"),
        ("validity=amended", "二四年文件", "二三年文件"),
        ("q=二四", "二四年文件", "二三年文件"),
    ):
        html = text_of(client, f"/policies/?{query}")
        assert seen in html
        assert unseen not in html
    assert client.get("/policies/?year=x&page=abc&theme=-1&issuer=%00").status_code == 200


def test_a_view_is_counted_without_the_viewer(county_a, county_b, browse):
    page = make_policy(county_a, "办法")
    assert browse(county_a).post(f"/views/{page.pk}/").json() == {"views": 1}
    assert browse(county_a).post(f"/views/{page.pk}/").json() == {"views": 2}
    assert browse(county_b).post(f"/views/{page.pk}/").status_code == 404
    assert browse(county_a).get(f"/views/{page.pk}/").status_code == 405
    assert {f.name for f in PageViews._meta.get_fields()} == {"id", "page", "day", "count"}


def test_counting_cannot_be_kept_up_without_end(county_a, browse, settings):
    settings.THROTTLES = {"views": 2}
    page, client = make_policy(county_a, "办法"), browse(county_a)
    assert [client.post(f"/views/{page.pk}/").status_code for _ in range(3)] == [200, 200, 429]
    assert PageViews.objects.get(page=page).count == 2


def test_feeds_and_maps_name_this_county_only(county_a, county_b, browse):
    mine, theirs = make_policy(county_a, "甲县办法"), make_policy(county_b, "乙县办法")
    client = browse(county_a)
    for path in ("/policies/feed/", "/sitemap.xml", "/sitemap/"):
        content = client.get(path).content.decode()
        assert mine.slug in content
        assert theirs.title not in content
    assert "http://jia.localhost/policies/" in client.get("/sitemap.xml").content.decode()
    assert client.get("/nothing/feed/").status_code == 404


def test_the_umbrella_shows_the_news_of_its_counties(umbrella, county_a, county_b, browse):
    make_policy(county_a, "甲县办法")
    make_policy(county_b, "乙县办法")
    html = text_of(browse(umbrella), "/")
    assert 'href="http://jia.localhost/policies/' in html
    assert 'href="http://yi.localhost/policies/' in html


def test_a_list_keeps_its_numbers_and_a_heading_its_rank(county_a, browse):
    text = "<h2>总的要求</h2><p>一、有下列情形的，不予受理：</p><ol><li>已经起诉；</li><li>没有明确对方。</li></ol>"
    page = make_policy(county_a, "办法", body=body(text))
    html = text_of(browse(county_a), f"/policies/{page.slug}/")
    assert "1.已经起诉；" in html
    assert "2.没有明确对方。" in html
    assert 'clause__head">总的要求' in html


# Django leaves a file it serves to the garbage collector.
@pytest.mark.filterwarnings("ignore:[Uu]nclosed file:ResourceWarning")
def test_an_attachment_is_public_with_its_page_and_not_before_or_after(county_a, county_b, browse):
    document = Document(title="登记表", collection=county_a.root_collection)
    document.file.save("form.txt", ContentFile("表".encode()))
    blocks = [{"type": "attachment", "value": {"document": document.pk, "title": ""}}]
    page = make_policy(county_a, "通知", publish=False, body=json.dumps(blocks))

    def answer(tenant: Tenant, name: str) -> int:
        return browse(tenant, name).get(document.url).status_code

    def answers() -> list[int]:
        return [
            answer(county_a, ""),
            answer(county_a, "stranger"),
            answer(county_a, "yi-editor"),
            answer(county_a, "jia-editor"),
            answer(county_b, "yi-editor"),
        ]

    assert answers() == [404, 404, 404, 200, 404]
    page.latest_revision.publish()
    assert answers() == [200, 200, 200, 200, 404]
    PolicyPage.objects.get(pk=page.pk).unpublish()
    assert answers() == [404, 404, 404, 200, 404]
    gc.collect()


def test_files_of_two_counties_never_meet(county_a, county_b):
    names = []
    for tenant in (county_a, county_b):
        with in_tenant(tenant):
            document = Document(title="登记表", collection=tenant.root_collection)
            document.file.save("same.txt", ContentFile(b"x"))
            names.append(document.file.name)
    assert names == ["documents/jia/same.txt", "documents/yi/same.txt"]
