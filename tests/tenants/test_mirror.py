"""What Wagtail logs stands in the county's own journal, once, by name, and nowhere else."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_actions
from wagtail.models import Page, PageLogEntry

from home.models import NewsPage, TenantSettings
from tenants.actions.enter_tenant import enter_tenant
from tenants.journal import spoken_for
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tenants.verbs import VERBS, called, particulars


@pytest.fixture
def news(county_a):
    with in_tenant(county_a):
        page = NewsPage(title="集市通知", slug="market")
        Page.objects.child_of(county_a.root_page).get(slug="news").add_child(instance=page)
    return page


def lines(tenant):
    with in_tenant(tenant):
        found = JournalEntry.objects.exclude(verb__in=["grant_role", "enter_tenant"]).order_by("pk")
        return [(line.verb, line.actor_name, line.subject_name) for line in found]


def test_every_action_of_wagtail_has_a_name():
    known = [action for action, _label in log_actions.get_choices()]
    assert [action for action in known if action not in VERBS] == []


def test_an_operators_work_on_a_page_stands_in_the_countys_journal(
    browse, umbrella, county_a, county_b, person, news
):
    enter_tenant(county_a, actor=person("operator"), reason="协助", here=umbrella)
    client = browse(county_a, "operator")
    client.post(f"/admin/pages/{news.pk}/unpublish/")
    news.refresh_from_db()
    news.save_revision(user=person("operator")).publish(user=person("operator"))
    client.post(f"/admin/pages/{news.pk}/delete/")
    assert lines(county_a) == [
        ("wagtail.unpublish", "运维", "集市通知"), ("wagtail.publish", "运维", "集市通知"), ("wagtail.delete", "运维", "集市通知"),
    ]  # fmt: skip
    assert (lines(county_b), lines(umbrella)) == ([], [])


def test_an_officer_of_the_other_county_does_nothing_and_leaves_no_line(browse, county_a, county_b, news):
    browse(county_b, "yi-county_admin").post(f"/admin/pages/{news.pk}/unpublish/")
    assert (lines(county_a), lines(county_b)) == ([], [])


def test_settings_redirects_images_and_documents(county_a, county_b, person):
    with in_tenant(county_a):
        settings_row = TenantSettings.objects.get(site=county_a.site)
        redirect = Redirect.objects.create(site=county_a.site, old_path="/alt", redirect_link="/neu")
        collection = county_a.root_collection
        image = get_image_model().objects.create(
            title="桥", file=get_test_image_file(), collection=collection
        )
        document = get_document_model().objects.create(title="表格", collection=collection)
    for row in (settings_row, redirect, image, document):
        log(instance=row, action="wagtail.edit", user=person("jia-county_admin"))
    assert [(verb, actor) for verb, actor, _ in lines(county_a)] == [("wagtail.edit", "甲县county_admin")] * 4
    assert lines(county_b) == []


def test_the_settings_form_is_journalled(browse, county_a):
    client = browse(county_a, "jia-county_admin")
    path = f"/admin/settings/home/tenantsettings/{county_a.site_id}/"
    form = client.get(path).context["form"]
    posted = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    answer = client.post(path, posted)
    assert answer.status_code == 302
    assert [verb for verb, _, _ in lines(county_a)] == ["wagtail.edit"]


def test_people_have_one_line_and_not_two(browse, county_a):
    browse(county_a, "jia-county_admin").post(
        "/admin/users/new/",
        {"name": "周小满", "username": "zhou.xm", "phone": "", "password": "maple-2026-bridge", "roles": ["lawyer"]},
    )
    assert [verb for verb, _, _ in lines(county_a)] == ["create_user"]


def test_what_an_action_notes_itself_is_not_mirrored(county_a, person, news):
    with spoken_for():
        log(instance=news, action="wagtail.publish", user=person("jia-editor"))
    assert lines(county_a) == []
    assert PageLogEntry.objects.filter(page=news, action="wagtail.publish").count() == 1


def test_one_go_of_typing_is_one_line(county_a, person, news):
    uuid = "00000000-0000-4000-8000-000000000001"
    for _attempt in range(3):
        log(instance=news, action="wagtail.edit", user=person("jia-editor"), uuid=uuid)
    assert lines(county_a) == [("wagtail.edit", "甲县editor", "集市通知")]


def test_a_move_says_from_where_to_where(county_a, person, news):
    about = county_a.root_page.get_children().get(slug="about")
    MovePageAction(news, about, pos="last-child", user=person("jia-editor")).execute(skip_permission_checks=True)
    with in_tenant(county_a):
        line = JournalEntry.objects.get(verb="wagtail.move")
    told = dict(particulars(line.data))
    assert list(told) == ["说明"]
    assert about.title in told["说明"]


def test_an_appointed_publication_is_told_with_its_day(county_a, person, news):
    news.go_live_at = timezone.now() + timedelta(days=2)
    news.save_revision(user=person("jia-editor")).publish(user=person("jia-editor"), skip_permission_checks=True)
    assert ("wagtail.publish.schedule", "甲县editor", "集市通知") in lines(county_a)


# --- Reading ---


def test_the_supervisor_reads_it_in_words(browse, county_a, county_b, person, news):
    log(instance=news, action="wagtail.publish", user=person("jia-editor"))
    page = browse(county_a, "jia-supervisor").get("/admin/journal/").content.decode()
    assert ("集市通知" in page, "发布" in page) == (True, True)
    seen = re.sub(r"<[^>]*>", " ", page)
    assert [code for code in VERBS if re.search(rf"\b{re.escape(code)}\b", seen)] == []
    other = browse(county_b, "yi-supervisor").get("/admin/journal/").content.decode()
    assert "集市通知" not in other


def test_it_is_filtered_and_searched_by_name(browse, county_a, person, news):
    log(instance=news, action="wagtail.publish", user=person("jia-editor"))
    client = browse(county_a, "jia-county_admin")
    listed = client.get("/admin/journal/", {"verb": "wagtail.publish"}).content.decode()
    assert ("集市通知" in listed, ">授予角色<" in re.sub(r"\s*([<>])\s*", r"\1", listed)) == (True, True)
    for asked, found in (("发布", True), ("集市", True), ("撤下", False)):
        rows = client.get("/admin/journal/", {"q": asked}).context["object_list"]
        assert ("集市通知" in [row.subject_name for row in rows]) is found


def test_a_line_in_full_names_roles_and_reasons(browse, umbrella, county_a, person):
    enter_tenant(county_a, actor=person("operator"), reason="协助排版", here=umbrella)
    with in_tenant(county_a):
        line = JournalEntry.objects.filter(verb="grant_role", actor=person("operator")).get()
    page = browse(county_a, "jia-supervisor").get(f"/admin/journal/inspect/{line.pk}/").content.decode()
    assert ("角色：县级管理员" in page, "原因：协助排版" in page, "county_admin&" in page) == (True, True, False)
    assert str(line) == "运维 授予角色 运维"


def test_an_export_says_the_names_too(browse, county_a, person, news):
    log(instance=news, action="wagtail.publish", user=person("jia-editor"))
    answer = browse(county_a, "jia-supervisor").get("/admin/journal/", {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert ("发布" in text, "wagtail.publish" in text) == (True, False)


def test_an_unknown_verb_stands_for_itself():
    assert called("brand_new") == "brand_new"
