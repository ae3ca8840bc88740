import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from services.documents.actions.issue import issue
from services.documents.actions.upload_template import upload_template
from services.documents.models import DocumentTemplate
from tenants.scope import in_tenant
from tests.services.documents.samples import issue_arguments, text_of
from tests.services.documents.word_files import shipped_file, written

LIST, ONE = "/admin/paper-templates/", "/admin/paper-templates/mediation_agreement/"
ADDRESSES = (LIST, ONE, f"{ONE}file/", f"{ONE}trial/pdf/", f"{ONE}trial/docx/", "/admin/issued-papers/")


@pytest.fixture
def admin(browse, county_a):
    return browse(county_a, "jia-county_admin")


def upload(client, content, address=ONE):
    return client.post(address, {"file": SimpleUploadedFile("本所协议书.docx", content)})


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_list_names_every_kind_and_whose_form_it_is(admin, inside_a):
    upload_template("mediation_agreement", content=written("{{ 案号 }}"), file_name="自己的.docx", actor=None)
    said = admin.get(LIST).content.decode()
    assert said.count("trial/pdf/") >= 100
    assert "自己的.docx" in said and "人民调解受理登记表" in said
    found = admin.get(LIST, {"q": "受理登记"}).content.decode()
    assert (found.count("trial/pdf/"), "没有这个名称的文书" in found) == (1, False)
    assert "没有这个名称的文书" in admin.get(LIST, {"q": "没有这种"}).content.decode()


def test_download_gives_the_word_file(admin, inside_a):
    answer = admin.get(f"{ONE}file/")
    assert body(answer) == shipped_file()
    assert "attachment" in answer["Content-Disposition"]
    upload_template("mediation_agreement", content=written("本所 {{ 案号 }}"), file_name="x.docx", actor=None)
    assert Document(io.BytesIO(body(admin.get(f"{ONE}file/")))).paragraphs[0].text == "本所 {{ 案号 }}"
    assert body(admin.get(f"{ONE}file/?shipped=1")) == shipped_file()


def test_a_trial_shows_invented_people(admin, inside_a):
    pdf = admin.get(f"{ONE}trial/pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    said = text_of(body(pdf))
    assert "沈秋禾" in said and "样张：人名、事实均为虚构" in said and "核验码" not in said
    assert body(admin.get(f"{ONE}trial/docx/")).startswith(b"PK")
    assert admin.get(f"{ONE}trial/exe/").status_code == 404


def test_upload_revert_and_what_it_says(admin, inside_a):
    assert upload(admin, written("本所 {{ 案号 }}")).status_code == 302
    assert "本所协议书.docx" in admin.get(ONE).content.decode()
    assert admin.post(f"{ONE}revert/").status_code == 302
    said = admin.get(ONE).content.decode()
    assert "从现在起，这种文书用内置模板签发。" in said and "用过的模板" in said
    admin.post(f"{ONE}revert/")
    assert "用的已经是内置模板" in admin.get(ONE).content.decode()


def test_a_refused_file_says_why(admin, inside_a):
    answer = upload(admin, written("{{ 当事人地址 }}"))
    assert answer.status_code == 400
    assert "没有“当事人地址”这个占位符" in answer.content.decode()
    assert "不是Word文件" in upload(admin, b"x").content.decode()
    assert "请先选择文件" in admin.post(ONE).content.decode()
    assert DocumentTemplate.objects.count() == 0


def test_a_kind_that_is_none_is_not_found(admin):
    assert admin.get("/admin/paper-templates/nothing/").status_code == 404
    assert admin.get("/admin/paper-templates/nothing/file/").status_code == 404


@pytest.mark.parametrize("username", ["jia-editor", "jia-case_officer", "jia-mediator"])
def test_only_who_administers_the_county(browse, county_a, inside_a, username):
    client = browse(county_a, username)
    assert [client.get(address).status_code for address in ADDRESSES] == [403] * len(ADDRESSES)
    assert upload(client, written("{{ 案号 }}")).status_code == 403
    assert client.post(f"{ONE}revert/").status_code == 403
    assert DocumentTemplate.objects.count() == 0


def test_a_stranger_and_the_other_county(browse, county_a, county_b, inside_a):
    upload_template(
        "mediation_agreement", content=written("甲县的 {{ 案号 }}"), file_name="甲县.docx", actor=None
    )
    paper = issue("acceptance_register", **issue_arguments())
    for client in (browse(county_a), browse(county_a, "yi-county_admin")):
        assert [
            client.get(address).status_code for address in ADDRESSES if client.get(address).status_code == 200
        ] == []
    theirs = browse(county_b, "yi-county_admin")
    assert "甲县.docx" not in theirs.get(LIST).content.decode()
    assert body(theirs.get(f"{ONE}file/")) == shipped_file()
    assert paper.number not in theirs.get("/admin/issued-papers/").content.decode()
    theirs.post(f"{ONE}revert/")
    with in_tenant(county_a):
        assert DocumentTemplate.objects.filter(active=True).count() == 1


def test_the_register_shows_the_back_of_papers(admin, inside_a):
    paper = issue("acceptance_register", **issue_arguments())
    said = admin.get("/admin/issued-papers/").content.decode()
    assert paper.number in said and paper.shown_code in said and "未签齐" in said
    assert "沈秋禾" not in said
    exported = body(admin.get("/admin/issued-papers/", {"export": "csv"})).decode()
    assert paper.number in exported and "沈秋禾" not in exported
