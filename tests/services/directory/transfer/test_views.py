"""Import and export in the back office: the county's administrator, nobody else, and of this county alone."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from services.directory.actions.keep_import import forget_imports
from services.directory.models import Mediator, Organisation
from services.directory.transfer.registers import MODELS, registers
from services.inputs.models import KeptFile
from tenants import roles
from tenants.actions.grant_role import grant_role
from tenants.models import JournalEntry, User
from tenants.scope import in_tenant
from tests.people import sign_in
from tests.services.directory.transfer.tables import csv_of, read

pytestmark = pytest.mark.django_db
BRIDGE = "桥头镇人民调解委员会"
START = "/admin/registers/import/"
HEAD = ("姓名", "所在组织", "证号", "电话")
ROWS = (HEAD, ("赵一", BRIDGE, "甲-1", "19900000001"), ("钱二", "=无此机构", "甲-2", ""), ("（示例）孙三", "", "", ""))


@pytest.fixture
def admin(county_a, browse):
    return browse(county_a, "jia-county_admin")


def upload(client, *rows, register="mediators", name="花名册.csv"):
    return client.post(START, {"register": register, "file": SimpleUploadedFile(name, csv_of(*rows))})


def book(answer):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).worksheets[0]]


def counts(answer, of="counts"):
    found = answer.context["content"]["counts"] if of == "content" else answer.context["counts"]
    return [found[outcome] for outcome in ("new", "changed", "unchanged", "faulty")]


def test_a_file_is_looked_at_imported_corrected_and_uploaded_again(admin, committee):
    looked = upload(admin, *ROWS)
    page = admin.get(looked.url)
    assert (counts(page), Mediator.objects.count()) == ([1, 0, 0, 1], 0)
    text = page.content.decode()
    assert ("导入正确的1行" in text, "第3行" in text, "机构名录里没有这个机构" in text, "孙三" in text) == (True, True, True, False)
    done = admin.post(looked.url)
    assert [row.name for row in Mediator.objects.all()] == ["赵一"]
    report = admin.get(done.url)
    assert counts(report, "content") == [1, 0, 0, 1]
    rows = book(admin.get(f"{done.url}?format=xlsx"))
    assert rows[0] == ["问题", *HEAD]
    assert (rows[1][0].startswith("“所在调解组织”填的是“=无此机构”："), rows[1][2], len(rows)) == (True, "'=无此机构", 2)
    rows[1][2] = BRIDGE
    again = upload(admin, *[[cell or "" for cell in row] for row in rows])
    assert counts(admin.get(again.url)) == [1, 0, 0, 0]
    assert admin.get(looked.url).status_code == 404


def test_the_rows_to_correct_are_to_be_had_before_importing(admin, committee):
    looked = upload(admin, *ROWS)
    answer = admin.get(f"{looked.url}?format=csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert read("mediators", answer.content).rows[0][1][1:4] == ("钱二", "=无此机构", "甲-2")


def test_only_some_rows_are_shown(admin, committee):
    looked = upload(admin, *ROWS)
    for show, numbers in (("faulty", [3]), ("new", [2]), ("changed", []), ("", [2, 3]), ("odd", [2, 3])):
        page = admin.get(looked.url, {"show": show})
        assert [line.number for line in page.context["page"]] == numbers


def test_what_cannot_be_read_is_said_beside_the_field(admin, inside_a):
    for name, content, words in (
        ("旧.xls", b"\xd0\xcf\x11\xe0", "另存为"), ("空.csv", b"", "文件是空的。"), ("表.csv", b"a,b", "没有找到“人民调解员”的表头"),
    ):  # fmt: skip
        answer = admin.post(START, {"register": "mediators", "file": SimpleUploadedFile(name, content)})
        assert (answer.status_code, words in answer.context["form"].errors["file"][0]) == (200, True)
    assert admin.post(START, {"register": "nothing"}).context["form"].errors.keys() == {"register", "file"}
    assert KeptFile.objects.count() == 0


def test_the_wait_is_sealed_one_persons_and_short(admin, committee, county_a, county_b, browse):
    looked = upload(admin, *ROWS)
    kept = KeptFile.objects.get()
    with kept.file.open("rb") as file:
        assert b"19900000001" not in file.read()
    second = User.objects.create_user("jia-second", password="x", name="另一位")
    grant_role(second, tenant=county_a, role=roles.COUNTY_ADMIN)
    client = browse(county_a)
    sign_in(client, "jia-second")
    other = browse(county_b, "yi-county_admin")
    for somebody in (client, other):
        assert (somebody.get(looked.url).status_code, somebody.post(looked.url).status_code) == (404, 404)
    KeptFile.objects.update(kept_at=kept.kept_at - timedelta(hours=25))
    assert (admin.get(looked.url).status_code, Mediator.objects.count()) == (404, 0)
    assert (forget_imports(), KeptFile.objects.count()) == (1, 0)


def test_a_report_cannot_be_imported_and_an_upload_is_no_report(admin, committee):
    looked = upload(admin, *ROWS)
    token = looked.url.rstrip("/").rsplit("/", 1)[1]
    assert admin.get(f"/admin/registers/imported/{token}/").status_code == 404
    done = admin.post(looked.url)
    token = done.url.rstrip("/").rsplit("/", 1)[1]
    assert [admin.get(f"{START}{token}/").status_code, admin.post(f"{START}{token}/").status_code] == [404, 404]


@pytest.mark.parametrize("code", list(MODELS))
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_template_is_read_back_as_empty(code, kind, admin, committee):
    answer = admin.get(f"/admin/registers/{code}/template/?format={kind}")
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{code}-template-')
    found = read(code, answer.content, f"模板.{kind}")
    assert (found.rows, found.columns, found.unknown) == ((), list(registers()[code].columns), ())


def test_a_template_offers_the_countys_own_names(admin, committee, county_b):
    with in_tenant(county_b):
        Organisation.objects.create(tenant=county_b, name="乙县某所", kind="law_firm", division=county_b.division)
    content = admin.get("/admin/registers/mediators/template/").content
    workbook = load_workbook(io.BytesIO(content))
    offered = {cell.value for row in workbook["选项"] for cell in row}
    assert ({BRIDGE, "专职", "二级", "（空）"} <= offered, "乙县某所" in offered) == (True, False)
    lists = {str(rule.sqref): rule.formula1 for rule in workbook["填写"].data_validations.dataValidation}
    assert lists["C2:C2000"] == "'选项'!$B$2:$B$2"
    assert [row[0].value for row in workbook["填写说明"]][:3] == ["列名", "姓名", "性别"]
    assert workbook["填写"].column_dimensions["E"].number_format == "@"


def test_an_administrator_exports_with_numbers_and_the_journal_knows(admin, committee):
    Mediator.objects.create(tenant=committee.tenant, organisation=committee, name="赵一", phone="19900000001")
    rows = book(admin.get("/admin/registers/mediators/export/"))
    assert dict(zip(*rows, strict=True))["联系电话"] == "19900000001"
    assert JournalEntry.objects.get(verb="export_register").data == {
        "register": "人民调解员", "count": 1, "format": "xlsx", "with_phones": 1,
    }  # fmt: skip


def test_who_may_only_read_exports_without_numbers(committee, county_a, browse):
    Mediator.objects.create(tenant=committee.tenant, organisation=committee, name="赵一", phone="19900000001")
    answer = browse(county_a, "jia-case_officer").get("/admin/registers/mediators/export/?format=csv")
    text = answer.content.decode()
    assert ("赵一" in text, "联系电话" in text, "19900000001" in text) == (True, False, False)
    assert JournalEntry.objects.get(verb="export_register").data["with_phones"] == 0
    assert browse(county_a, "jia-receptionist").get("/admin/registers/informants/export/").status_code == 403


@pytest.mark.parametrize("username", ["jia-editor", "jia-case_officer", "jia-mediator", "yi-county_admin", "stranger"])
def test_nobody_else_imports(username, county_a, inside_a, admin, committee, browse):
    token = upload(admin, *ROWS).url
    client = browse(county_a, username)
    pages = (START, token, "/admin/registers/mediators/template/")
    assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    assert (upload(client, *ROWS).status_code, client.post(token).status_code) == (403, 403)
    assert Mediator.objects.count() == 0


@pytest.mark.parametrize("username", ["jia-editor", "jia-mediator", "yi-county_admin", "stranger"])
def test_who_may_not_read_a_register_does_not_take_it_away(username, county_a, browse):
    client = browse(county_a, username)
    assert {client.get(f"/admin/registers/{code}/export/").status_code for code in MODELS} == {403}


def test_the_other_county_takes_away_its_own(committee, county_b, browse):
    Mediator.objects.create(tenant=committee.tenant, organisation=committee, name="赵一")
    client = browse(county_b, "yi-county_admin")
    for code in ("organisations", "mediators"):
        assert len(book(client.get(f"/admin/registers/{code}/export/"))) == 1


def test_there_is_no_register_of_that_name(admin):
    for page in ("template", "export"):
        assert admin.get(f"/admin/registers/nothing/{page}/").status_code == 404


def test_the_page_offers_every_register(admin, inside_a):
    page = admin.get(START, {"register": "lawyers"})
    assert page.context["form"].initial == {"register": "lawyers"}
    assert [code for code, _name in page.context["registers"]] == list(MODELS)


def test_the_menu_leads_there_for_administrators_only(county_a, browse, admin):
    assert START in admin.get("/admin/").content.decode()
    assert START not in browse(county_a, "jia-case_officer").get("/admin/").content.decode()


def test_the_questions_do_not_grow_with_the_file(admin, committee, django_assert_max_num_queries):
    rows = [("人" + chr(0x4E00 + n), BRIDGE, f"甲-{n}", "") for n in range(60)]
    looked = upload(admin, HEAD, *rows)
    with django_assert_max_num_queries(40):
        admin.get(looked.url)


def test_a_list_takes_away_what_its_search_leaves(admin, committee):
    for name in ("赵一", "钱二"):
        Mediator.objects.create(tenant=committee.tenant, organisation=committee, name=name, phone="19900000001")
    rows = book(admin.get("/admin/mediators/", {"q": "钱二", "export": "xlsx"}))
    public = [column.heading for column in registers()["mediators"].columns if not column.private]
    assert (rows[0], [row[0] for row in rows[1:]]) == (public, ["钱二"])


@pytest.mark.parametrize("username", ["jia-county_admin", "jia-case_officer"])
def test_a_list_leads_to_the_import_whoever_may(username, county_a, committee, browse):
    page = browse(county_a, username).get("/admin/mediators/").content.decode()
    offered = username == "jia-county_admin"
    assert (f'href="{START}?register=mediators"' in page, "/mediators/template/" in page) == (offered, offered)
    assert "export=xlsx" in page


def test_other_tables_are_exported_as_they_were(admin, committee):
    assert "/template/" not in admin.get("/admin/rooms/").content.decode()
    assert b"".join(admin.get("/admin/rooms/?export=csv")).startswith("机构,名称".encode())
