"""The upload form of the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from home.models import PolicyPage
from tests.home.actions.test_import_files import NOTICE

pytestmark = pytest.mark.django_db
URL = "/admin/import-policies/"


def upload(name: str = "通知.txt", content: bytes = NOTICE.encode(), **more: str) -> dict:
    return {"files": [SimpleUploadedFile(name, content)], **more}


def test_an_editor_sees_the_result_before_anything_is_saved(county_a, browse):
    answer = browse(county_a, "jia-editor").post(URL, upload(dry_run="on"))
    assert "什么都没有保存" in answer.content.decode()
    assert "甲司发〔2024〕7号" in answer.content.decode()
    assert PolicyPage.objects.count() == 0


def test_an_editor_imports_drafts_and_cannot_publish(county_a, browse):
    browse(county_a, "jia-editor").post(URL, upload(publish="on"))
    page = PolicyPage.objects.get()
    assert (page.live, page.latest_revision.user.username) == (False, "jia-editor")


@pytest.mark.parametrize("name", ["通知.exe", "通知"])
def test_another_format_is_refused_beside_the_field(county_a, browse, name):
    answer = browse(county_a, "jia-editor").post(URL, upload(name))
    assert "不是支持的格式" in answer.content.decode()


def test_a_broken_file_is_refused_in_the_report(county_a, browse):
    answer = browse(county_a, "jia-editor").post(URL, upload("坏.docx", b"PK\x03\x04rubbish"))
    assert "拒绝" in answer.content.decode()
    assert PolicyPage.objects.count() == 0


@pytest.mark.parametrize("username", ["jia-reviewer", "jia-mediator", "yi-editor", "stranger", ""])
def test_nobody_else_imports(county_a, browse, username):
    answer = browse(county_a, username).post(URL, upload())
    assert answer.status_code in {302, 403}
    assert PolicyPage.objects.count() == 0
