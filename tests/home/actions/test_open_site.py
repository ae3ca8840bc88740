"""`create_tenant`: one command, a whole county, and nothing when it cannot be."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Collection, Page, Site, Workflow

from home.models import TenantSettings
from tenants import roles
from tenants.models import Division, RoleGroup, Tenant
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    models = (Tenant, Site, Page, Collection, Division, Workflow, TenantSettings)
    return {model.__name__: model.objects.count() for model in models}


def create(*arguments: str) -> str:
    out = StringIO()
    call_command("create_tenant", *arguments, stdout=out)
    return out.getvalue()


def test_a_county_comes_to_life_and_answers_at_once(umbrella, browse):
    assert "http://bing.localhost/" in create(
        "bing", "--name", "丙县", "--division", "990123", "--parent", "shi"
    )
    tenant = Tenant.objects.get(slug="bing")
    assert (tenant.name, tenant.parent, tenant.division.code) == ("丙县", umbrella, "990123")
    assert "丙县" in browse(tenant).get("/").content.decode()
    sections = set(Page.objects.child_of(tenant.root_page).values_list("slug", flat=True))
    assert sections == {
        "services", "policies", "interpretations", "guides", "news", "cases-told", "compilations", "about",
        "accessibility", "privacy",
    }  # fmt: skip
    with in_tenant(tenant):
        assert set(RoleGroup.objects.values_list("role", flat=True)) == set(roles.ROLES)
    task = tenant.root_page.get_workflow().tasks[0].specific
    assert {group.role_group.role for group in task.groups.all()} == {"reviewer", "county_admin"}
    assert TenantSettings.objects.get(site=tenant.site).sponsor == "丙县司法局"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("jia",), "标识“jia”已被使用"),
        (("Bing",), "标识“Bing”无效"),
        (("bing", "--division", "990121"), "区划“甲县”已经开通"),
        (("bing", "--division", "12"), "区划代码应为6、9或12位数字"),
        (("bing", "--parent", "nowhere"), "没有标识为“nowhere”的上级租户"),
    ],
)
def test_what_cannot_be_changes_nothing(umbrella, arguments, reason):
    before = counts()
    with pytest.raises(CommandError, match=reason):
        create(*arguments)
    assert counts() == before


def test_divisions_form_a_tree(umbrella):
    create("bing", "--name", "丙县", "--division", "990123")
    county = Division.objects.get(code="990123")
    assert [county.level, county.parent.code, county.parent.level] == ["county", "990100", "city"]
    assert county.parent.parent.code == "990000"
