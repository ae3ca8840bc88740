"""A form of county A refuses rows of county B wherever a row can be chosen, and does not tell their names."""

import pytest
from django.urls import reverse

from home.models import (
    CompilationPage,
    CountyHomePage,
    InterpretationPage,
    PolicyPage,
    SectionPage,
    TenantSettings,
    Theme,
)
from tenants.admin.ownership import pages
from tests.tenancy import forms
from tests.tenancy.leaks import leaked, text_of
from tests.tenancy.snapshot import changes, snapshot

REFUSED_CHOICE = "所选内容不存在，或者不属于本单位，请重新选择。"
REFUSED_CONTENT = "其中引用的页面、图片或文件不存在，或者不属于本单位，请删除后重新选择。"


@pytest.fixture
def editor(world_a, world_b, enter):
    return enter(world_a.tenant, "jia-editor")


def _refused(client, address: str, data: dict, world_a, world_b, message: str) -> None:
    """Refused with the message, without a name of B, and without a trace in either county."""
    before = snapshot(world_a.tenant), snapshot(world_b.tenant)
    response = client.post(address, data)
    assert response.status_code == 200
    assert message in text_of(response)
    assert leaked(response, world_b) == set()
    after = snapshot(world_a.tenant), snapshot(world_b.tenant)
    assert [changes(*pair) for pair in zip(before, after, strict=False)] == [{}, {}]


def _add(model: str, parent: int) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", model, parent])


def _edit(page: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page])


def blocks(ids: dict) -> dict[str, list]:
    return {
        "image": [("image", {"image": ids["image"], "alt": "x", "caption": ""})],
        "document": [("attachment", {"document": ids["document"], "title": ""})],
        "link to a page": [("text", forms.linked("page", ids["draft"]))],
        "link to a document": [("text", forms.linked("document", ids["document"]))],
    }


@pytest.mark.parametrize("kind", ["image", "document", "link to a page", "link to a document"])
def test_a_block_of_a_body_refuses_it(kind, editor, world_a, world_b):
    data = forms.policy(world_a, body=blocks(world_b.ids)[kind])
    _refused(editor, _add("policypage", world_a.ids["index"]), data, world_a, world_b, REFUSED_CONTENT)


@pytest.mark.parametrize("kind", ["image", "document", "link to a page", "link to a document"])
def test_a_block_of_a_body_takes_the_countys_own(kind, editor, world_a):
    editor.post(_add("policypage", world_a.ids["index"]), forms.policy(world_a, body=blocks(world_a.ids)[kind]))
    assert PolicyPage.objects.filter(path__startswith=world_a.tenant.root_page.path, slug="new-policy").count() == 1


def test_an_inline_row_refuses_it(editor, world_a, world_b):
    data = forms.policy(world_a, relations=[{"kind": "repeals", "target": world_b.ids["policy"]}])
    _refused(editor, _add("policypage", world_a.ids["index"]), data, world_a, world_b, REFUSED_CHOICE)


def test_an_inline_row_takes_the_countys_own(editor, world_a):
    data = forms.policy(world_a, relations=[{"kind": "repeals", "target": world_a.ids["policy"]}])
    editor.post(_add("policypage", world_a.ids["index"]), data)
    made = PolicyPage.objects.get(slug="new-policy").get_latest_revision_as_object()
    assert [row.target_id for row in made.relations.all()] == [world_a.ids["policy"]]


def test_a_key_refuses_it(editor, world_a, world_b):
    data = forms.interpretation(world_a, policy=world_b.ids["policy"])
    _refused(editor, _edit(world_a.ids["told"]), data, world_a, world_b, REFUSED_CHOICE)
    assert InterpretationPage.objects.get(pk=world_a.ids["told"]).policy_id == world_a.ids["policy"]


def test_the_entries_of_a_compilation_refuse_it(editor, world_a, world_b):
    section = SectionPage.objects.get(slug="compilations", path__startswith=world_a.tenant.root_page.path)
    data = forms.compilation(world_a, entries=[{"policy": world_b.ids["policy"]}])
    _refused(editor, _add("compilationpage", section.pk), data, world_a, world_b, REFUSED_CHOICE)
    assert CompilationPage.objects.count() == 0


def test_a_page_within_a_block_refuses_it(editor, world_a, world_b):
    tile = {"title": "办事", "text": "", "icon": "mediation", "page": world_b.ids["news"]}
    data = forms.front(world_a, services=[("service", tile)])
    _refused(editor, _edit(world_a.ids["root"]), data, world_a, world_b, REFUSED_CONTENT)
    assert CountyHomePage.objects.get(pk=world_a.ids["root"]).greeting != "您好"


def test_a_preview_of_a_refused_form_shows_nothing(editor, world_a, world_b):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[world_a.ids["told"]])
    answer = editor.post(address, forms.interpretation(world_a, policy=world_b.ids["policy"]))
    assert answer.json()["is_valid"] is False
    assert leaked(editor.get(address), world_b) == set()


def test_the_crest_of_the_settings_refuses_it(world_a, world_b, enter):
    admin = enter(world_a.tenant, "jia-county_admin")
    address = reverse("wagtailsettings:edit", args=["home", "tenantsettings", world_a.tenant.site_id])
    data = {"full_name": "全称", "short_name": "简称", "accent": "maple", "crest": world_b.ids["image"]}
    _refused(admin, address, data, world_a, world_b, REFUSED_CHOICE)
    admin.post(address, {**data, "crest": world_a.ids["image"]})
    settings = TenantSettings.objects.get(site=world_a.tenant.site)
    assert (settings.full_name, settings.crest_id) == ("全称", world_a.ids["image"])


def test_themes_are_offered_to_every_county(editor, world_a):
    theme = Theme.objects.create(name="公共法律服务")
    editor.post(_add("policypage", world_a.ids["index"]), forms.policy(world_a) | {"themes": [theme.pk]})
    made = PolicyPage.objects.get(slug="new-policy", path__startswith=world_a.tenant.root_page.path)
    assert [found.name for found in made.get_latest_revision_as_object().themes.all()] == ["公共法律服务"]


def test_a_form_made_for_one_county_keeps_nothing_of_it_for_the_next(world_a, world_b, enter):
    """Form classes live as long as the process; the first county's rows must not be frozen in them."""
    for world, other in ((world_a, world_b), (world_b, world_a)):
        client = enter(world.tenant, f"{world.tenant.slug}-editor")
        response = client.post(_edit(world.ids["told"]), forms.interpretation(world, policy=world.ids["policy"]))
        assert response.status_code == 302
        assert leaked(client.get(_edit(world.ids["told"])), other) == set()
    assert pages(world_a.tenant).filter(pk=world_b.ids["told"]).count() == 0
