"""Service items: what the procedure in force says, what the editor says over it, and the ways on."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.freshness import renew
from home.models import ServiceIndexPage, ServiceItemPage
from home.searchable import KINDS
from search.registry import registry
from services.cases.models import Enactment, ProcedureVersion
from services.directory.models import Organisation
from services.procedures import library, load
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db

MOST = 30


@pytest.fixture
def index(inside_a):
    return ServiceIndexPage.objects.child_of(inside_a.root_page).get()


def add(index, slug="mediation", procedure="PM_GENERAL", **fields):
    page = ServiceItemPage(title=f"事项{slug}", slug=slug, procedure=procedure, **fields)
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def read(browse, county_a):
    return lambda path: browse(county_a).get(path).content.decode()


def test_a_new_county_has_the_section_and_says_that_it_is_empty(read):
    assert "服务事项正在准备" in read("/services/")
    assert 'href="/services/"' in read("/")


def test_the_umbrella_leads_to_the_counties(browse, umbrella, county_a):
    assert f"{county_a.root_url}/services/" in browse(umbrella).get("/services/").content.decode()


def test_what_the_editor_left_blank_comes_from_the_procedure(index, read):
    add(index)
    page = read("/services/mediation/")
    procedure = library.shipped()["PM_GENERAL"]
    for said in (
        *procedure.texts["applicants"],
        *procedure.texts["outcomes"],
        "调解总期限",
        "30日",
        "已登记 → 受理审查",
    ):
        assert said in page
    assert "人民调解不向当事人收取任何费用" in page
    assert '<svg class="diagram"' in page


def test_principles_rules_and_what_is_paid_stand_on_the_page(index, read):
    add(index, procedure="PM_PETITION")
    page = read("/services/mediation/")
    procedure = library.shipped()["PM_PETITION"]
    for principle in procedure.texts["principles"]:
        assert f"<li>{principle}</li>" in page
    rules = {rule.code: rule.text for rule in procedure.rules}
    for shown in ("confidentiality", "archive"):
        assert rules[shown] in page
    assert rules["evaluation"] not in page
    assert "一般案件成本补助：3000至5000元" in page
    assert "值班补助：200元" in page
    assert "补贴发给办案的人，不向您收取。标准出自所列文件，本地另有规定的按本地的规定。" in page


def test_a_procedure_without_subsidies_says_nothing_of_them(index, read):
    add(index, slug="correction", procedure="RP_ASSISTANCE")
    assert "办案的补贴" not in read("/services/correction/")


def test_what_the_editor_wrote_stands_before_it(index, read):
    add(
        index,
        who="本县居民\n在本县干活的人",
        fee="一分钱不要",
        materials="身份证",
        outcomes="谈拢了",
        phone="0199-1",
    )
    page = read("/services/mediation/")
    for said in ("本县居民", "在本县干活的人", "一分钱不要", "身份证", "谈拢了", "tel:0199-1"):
        assert said in page
    assert library.shipped()["PM_GENERAL"].texts["applicants"][0] not in page


def test_the_responsible_office_and_its_phone_are_named(index, inside_a, read):
    Organisation.objects.create(
        tenant=inside_a,
        name="甲县人民调解中心",
        kind="mediation_center",
        division=inside_a.division,
        phone="0199-7",
    )
    add(index)
    page = read("/services/mediation/")
    assert "甲县人民调解中心" in page
    assert "tel:0199-7" in page


def test_a_clause_that_is_published_here_is_linked(index, inside_a, read):
    make_policy(inside_a, "人民调解工作若干规定", slug="rules")
    add(index)
    assert 'href="/policies/rules/"' in read("/services/mediation/")


def test_what_the_county_put_in_force_is_shown_with_a_note(index, inside_a, read):
    shipped = library.shipped()["PM_GENERAL"]
    data = json.loads(load.stored(shipped))
    data["texts"]["applicants"] = ["只限本县"]
    own = load.read(data, "PM_GENERAL")
    version = ProcedureVersion.objects.create(
        tenant=inside_a,
        code=own.code,
        name=own.name,
        family=own.family,
        digest=own.digest,
        text=load.stored(own),
    )
    add(index)
    Enactment.objects.create(
        tenant=inside_a, code=own.code, version=version, since="2026-01-01", note="先在两个镇试行"
    )
    page = read("/services/mediation/")
    assert "只限本县" in page
    assert "先在两个镇试行" in page


def test_another_procedure_in_force_is_seen_at_once(
    index, inside_a, read, django_capture_on_commit_callbacks
):
    """The page of the anonymous reader is kept, but not beyond the day of the change."""
    add(index)
    read("/services/mediation/")
    with django_capture_on_commit_callbacks(execute=True):
        Enactment.objects.create(tenant=inside_a, code="PM_GENERAL", since="2026-01-01")
        Organisation.objects.create(
            tenant=inside_a, name="新中心", kind="mediation_center", division=inside_a.division
        )
    assert "新中心" in read("/services/mediation/")


def test_a_procedure_that_is_gone_leaves_a_page_without_a_form(index, read, browse, county_a):
    add(index, procedure="NO_SUCH", who="任何人")
    page = read("/services/mediation/")
    assert "任何人" in page
    assert "网上申请" not in page
    assert browse(county_a).get("/services/mediation/apply/").status_code == 404
    assert browse(county_a).get("/services/mediation/form/").status_code == 404


def test_an_item_may_be_offered_on_paper_only(index, read, browse, county_a):
    add(index, online=False)
    page = read("/services/mediation/")
    assert "/services/mediation/apply/" not in page
    assert "/services/mediation/form/" in page
    assert browse(county_a).get("/services/mediation/apply/").status_code == 404


def test_the_blank_form_has_every_field(index, read):
    add(index)
    page = read("/services/mediation/form/")
    for label in ("申请人姓名或单位名称", "事情的经过", "□ 我本人"):
        assert label in page


def test_a_draft_of_an_item_offers_nothing(index, browse, county_a):
    add(index).unpublish()
    for more in ("", "apply/", "form/"):
        assert browse(county_a).get(f"/services/mediation/{more}").status_code == 404


def test_the_editor_chooses_among_todays_procedures(index, browse, county_a):
    editor = browse(county_a, "jia-editor")
    page = editor.get(f"/admin/pages/add/home/serviceitempage/{index.pk}/").content.decode()
    for code, procedure in library.shipped().items():
        assert f'<option value="{code}">{procedure.name}</option>' in page


def test_an_unknown_procedure_is_refused(index, browse, county_a):
    editor = browse(county_a, "jia-editor")
    fields = {"title": "新事项", "procedure": "NO_SUCH", "body-count": "0"}
    answer = editor.post(f"/admin/pages/add/home/serviceitempage/{index.pk}/", fields)
    assert answer.status_code == 200
    assert "NO_SUCH" in answer.content.decode()
    assert not ServiceItemPage.objects.exists()


def test_an_item_is_found_by_the_words_of_its_procedure(index):
    page = add(index)
    kind = next(kind for kind in KINDS if kind.model is ServiceItemPage)
    found = registry.get(kind.key).entries(str(page.pk))
    assert [(entry.kind, entry.url) for entry in found] == [("service", "/services/mediation/")]
    assert "婚姻家庭、邻里、土地等农村纠纷" in found[0].text


def test_it_stands_in_the_map_of_the_site(index, read):
    add(index)
    assert "/services/mediation/" in read("/sitemap.xml")
    assert "事项mediation" in read("/sitemap/")


def test_a_county_does_not_show_the_items_of_another(index, browse, county_b):
    add(index)
    assert browse(county_b).get("/services/mediation/").status_code == 404
    assert "事项mediation" not in browse(county_b).get("/services/").content.decode()


def test_the_questions_do_not_grow_with_what_is_published(index, inside_a, browse, county_a):
    counts = []
    add(index)
    for place in range(2):
        make_policy(inside_a, f"文件{place}", slug=f"p{place}", document_number=f"卫司发〔2019〕3{place}号")
        renew(inside_a.pk)
        with CaptureQueriesContext(connection) as seen:
            browse(county_a).get("/services/mediation/")
        counts.append(len(seen))
    assert max(counts) <= MOST
