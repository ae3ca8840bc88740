"""An editor's form: what it refuses, and that nothing typed is lost."""

import pytest

from home.models import PolicyIndexPage, PolicyPage
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def add_url(county_a):
    index = PolicyIndexPage.objects.child_of(county_a.root_page).get()
    return f"/admin/pages/add/home/policypage/{index.pk}/"


def filled(**more: str) -> dict[str, str]:
    formsets = {
        f"{name}-{part}": value
        for name in ("issuers", "bases", "relations", "comments")
        for part, value in (
            ("TOTAL_FORMS", "0"),
            ("INITIAL_FORMS", "0"),
            ("MIN_NUM_FORMS", "0"),
            ("MAX_NUM_FORMS", "1000"),
        )
    }
    return (
        formsets | {"title": "青石镇办法", "slug": "qing-shi", "validity": "valid", "body-count": "0"} | more
    )


def test_an_editor_saves_a_draft_without_a_decision_on_disclosure(county_a, browse, add_url):
    answer = browse(county_a, "jia-editor").post(add_url, filled())
    assert answer.status_code == 302
    page = PolicyPage.objects.get()
    assert (page.title, page.live, page.disclosure) == ("青石镇办法", False, "")


def test_submitting_needs_the_decision_and_loses_nothing(county_a, browse, add_url):
    answer = browse(county_a, "jia-editor").post(
        add_url, filled(**{"action-submit": "1", "document_number": "甲司发〔2024〕3号"})
    )
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "发布前请选择公开方式" in text
    assert "甲司发〔2024〕3号" in text
    assert PolicyPage.objects.count() == 0


@pytest.mark.parametrize(
    "number", ["甲司发[2024]3号", "甲司发〔24〕3号", "甲司发〔2024〕03号", "〔2024〕3号"]
)
def test_a_document_number_has_its_form(county_a, browse, add_url, number):
    answer = browse(county_a, "jia-editor").post(add_url, filled(document_number=number))
    assert "文号应写成" in answer.content.decode()
    assert PolicyPage.objects.count() == 0


def test_a_number_is_given_once_in_a_county(county_a, county_b, browse, add_url):
    make_policy(county_b, "乙县办法", document_number="甲司发〔2024〕3号")
    client = browse(county_a, "jia-editor")
    assert client.post(add_url, filled(document_number="甲司发〔2024〕3号")).status_code == 302
    second = client.post(add_url, filled(document_number="甲司发〔2024〕3号", slug="zwei"))
    assert "本站已有文号为" in second.content.decode()
    assert PolicyPage.objects.descendant_of(county_a.root_page).count() == 1


def test_an_expiry_before_the_beginning_is_refused(county_a, browse, add_url):
    answer = browse(county_a, "jia-editor").post(
        add_url, filled(effective_on="2024-05-01", expires_on="2024-04-01")
    )
    assert "失效日期早于施行日期" in answer.content.decode()


def test_bulk_publishing_asks_for_the_decision_first(county_a, browse):
    page = make_policy(county_a, "未定", publish=False, disclosure="")
    client = browse(county_a, "jia-reviewer")
    answer = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/", follow=True)
    assert "请先为《未定》等文件选择公开方式" in answer.content.decode()
    assert PolicyPage.objects.get(pk=page.pk).live is False


@pytest.mark.parametrize("username", ["jia-mediator", "yi-editor", "stranger", ""])
def test_nobody_else_adds_a_policy(county_a, browse, add_url, username):
    answer = browse(county_a, username).post(add_url, filled())
    assert answer.status_code in {302, 403, 404}
    assert PolicyPage.objects.count() == 0


def test_what_goes_out_is_whole(county_a, browse, add_url):
    answer = browse(county_a, "jia-editor").post(
        add_url, filled(**{"action-submit": "1", "disclosure": "active"})
    )
    text = answer.content.decode()
    for missing in ("发布前请填写成文日期", "正文还是空的", "发布前请至少填写一个发布机构"):
        assert missing in text
    assert PolicyPage.objects.count() == 0


def test_a_whole_policy_is_submitted(county_a, browse, add_url):
    whole = {
        "action-submit": "1", "disclosure": "active", "issued_on": "2024-03-01",
        "issuers-TOTAL_FORMS": "1", "issuers-0-name": "甲县司法局", "issuers-0-ORDER": "1", "issuers-0-id": "",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text",
        "body-0-value": '{"blocks":[{"key":"a","text":"第一条 试行。","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
    }  # fmt: skip
    assert browse(county_a, "jia-editor").post(add_url, filled(**whole)).status_code == 302
    assert PolicyPage.objects.get().current_workflow_state.status == "in_progress"


def test_a_new_address_is_short_and_ascii(county_a, browse, add_url):
    browse(county_a, "jia-editor").post(add_url, filled(slug="青石镇办法"))
    assert PolicyPage.objects.get().slug == "qing-shi-zhen-ban-fa"
