"""The register in the back office: a county administrator keeps it, nobody else, and of this county alone."""

import pytest

from services.directory.models import Organisation, OrganisationMember, RoutingRule
from tenants.models import JournalEntry
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
LISTS = (
    "organisations", "organisation-members", "mediators", "lawyers", "experts", "informants", "rooms", "premises",
    "trainings", "awards", "map-tiles", "routing-rules",
)  # fmt: skip


@pytest.fixture
def admin(county_a, browse):
    return browse(county_a, "jia-county_admin")


def form(place, **fields):
    return {
        "name": "桥头镇调委会", "kind": "township_mediation_committee", "division": place.pk, "parent": "", "address": "",
        "phone": "", "opening_hours": "", "standing": "operating", **fields,
    }  # fmt: skip


def errors(answer):
    return answer.context["form"].errors.as_data().keys()


def journal():
    return list(
        JournalEntry.objects.filter(subject_kind__startswith="directory.")
        .order_by("pk").values_list("actor__username", "verb", "subject_name")
    )  # fmt: skip


def test_an_organisation_is_founded_changed_and_closed(admin, inside_a, places):
    admin.post("/admin/organisations/create/", form(places["township"]))
    committee = Organisation.objects.get()
    assert (committee.tenant, committee.division) == (inside_a, places["township"])
    admin.post(f"/admin/organisations/edit/{committee.pk}/", form(places["township"], phone="0199-555-0100"))
    committee.refresh_from_db()
    assert committee.phone == "0199-555-0100"
    admin.post(f"/admin/organisations/delete/{committee.pk}/")
    assert Organisation.objects.count() == 0
    assert journal() == [("jia-county_admin", verb, "桥头镇调委会") for verb in ("create", "edit", "delete")]


def test_no_place_and_no_parent_of_another_county_is_offered_or_taken(admin, inside_a, county_b, places, found):
    with in_tenant(county_b):
        foreign = Organisation.objects.create(
            tenant=county_b, kind="law_firm", name="乙县某所", division=county_b.division
        )
    page = admin.get("/admin/organisations/create/").content.decode()
    assert ("桥头镇" in page, "乙县" in page) == (True, False)
    answer = admin.post("/admin/organisations/create/", form(county_b.division, parent=foreign.pk))
    assert errors(answer) == {"division", "parent"}
    assert Organisation.objects.count() == 0


def test_organisations_are_found_by_name_and_kind(admin, inside_a, places, found):
    for kind, place in (("medical_mediation_committee", "county"), ("law_firm", "township")):
        found(kind, place, f"{place}之一", standing="operating" if place == "county" else "revoked")
    for asked, names in (("医疗", ["county之一"]), ("律师", ["township之一"]), ("township", ["township之一"]), ("无", [])):
        page = admin.get("/admin/organisations/", {"q": asked})
        assert [row.name for row in page.context["object_list"]] == names
    text = admin.get("/admin/organisations/").content.decode()
    assert ("运行中" in text, "已撤销" in text, "icon-yes" in text) == (True, True, False)


def test_a_village_is_offered_with_its_township(admin, inside_a, places):
    assert "桥头镇 · 桥下村" in admin.get("/admin/organisations/create/").content.decode()


def test_two_organisations_have_two_names(admin, inside_a, places, found):
    found("township_mediation_committee", "township", "桥头镇调委会")
    answer = admin.post("/admin/organisations/create/", form(places["township"]))
    assert answer.context["form"].non_field_errors() == ["已有同名机构。"]


def test_nobody_stands_above_himself(admin, inside_a, places, found):
    committee = found("township_mediation_committee", "township", "桥头镇调委会")
    answer = admin.post(
        f"/admin/organisations/edit/{committee.pk}/", form(places["township"], parent=committee.pk)
    )
    assert errors(answer) == {"parent"}


def test_people_of_the_county_work_in_its_organisations(admin, inside_a, county_b, found, person):
    committee = found("township_mediation_committee", "township")
    given = {"organisation": committee.pk, "post": "staff", "title": "主任", "since": "2026-01-05", "until": ""}
    for username in ("yi-mediator", "stranger"):
        answer = admin.post("/admin/organisation-members/create/", {**given, "user": person(username).pk})
        assert errors(answer) == {"user"}
    admin.post("/admin/organisation-members/create/", {**given, "user": person("jia-mediator").pk})
    member = OrganisationMember.objects.get()
    assert (member.organisation, member.user, member.title) == (committee, person("jia-mediator"), "主任")
    again = admin.post("/admin/organisation-members/create/", {**given, "user": person("jia-mediator").pk})
    assert again.context["form"].non_field_errors() == ["此人已是该机构的人员。"]


def test_a_rule_is_written_and_stands_once(admin, inside_a):
    given = {
        "matter": "medical", "procedure": "", "first": "mediation_center", "second": "", "third": "", "note": "",
        "basis": "甲司发〔2026〕1号",
    }  # fmt: skip
    admin.post("/admin/routing-rules/create/", given)
    rule = RoutingRule.objects.get()
    assert (rule.matter, rule.kinds) == ("medical", ("mediation_center",))
    answer = admin.post("/admin/routing-rules/create/", given)
    assert answer.context["form"].non_field_errors() == ["这种纠纷和程序已有规则。"]
    unheard = admin.post("/admin/routing-rules/create/", {**given, "matter": "unheard", "procedure": "X"})
    assert errors(unheard) == {"matter", "procedure"}


def test_the_list_of_rules_shows_what_holds_without_one(admin, inside_a):
    RoutingRule.objects.create(tenant=inside_a, matter="medical", procedure="LA_CASE", first="mediation_center")
    page = admin.get("/admin/routing-rules/")
    rows = dict(page.context["shipped_rules"])
    assert rows["医疗"] == ["医疗纠纷人民调解委员会", "人民调解中心"]
    assert "法律援助申请与办理" in page.content.decode()


@pytest.mark.parametrize("role", ["editor", "reviewer", "mediator", "lawyer"])
def test_other_roles_of_the_county_do_not_see_it(role, county_a, browse):
    client = browse(county_a, f"jia-{role}")
    answers = {client.get(f"/admin/{listed}/{page}").status_code for listed in LISTS for page in ("", "create/")}
    assert answers == {403}


@pytest.mark.parametrize("role", ["case_officer", "receptionist", "supervisor"])
def test_who_works_with_citizens_reads_it_and_changes_nothing(role, county_a, browse, inside_a, places, found):
    committee = found("township_mediation_committee", "township", "桥头镇调委会")
    client = browse(county_a, f"jia-{role}")
    hidden = {"informants"} if role == "receptionist" else set()
    listed = {name: client.get(f"/admin/{name}/").status_code for name in LISTS}
    assert listed == {name: 403 if name in hidden else 200 for name in LISTS}
    assert {client.get(f"/admin/{name}/create/").status_code for name in LISTS} == {403}
    assert client.get(f"/admin/organisations/inspect/{committee.pk}/").status_code == 200
    refused = [client.post(f"/admin/organisations/{verb}/{committee.pk}/") for verb in ("edit", "delete")]
    assert [answer.status_code for answer in refused] == [403, 403]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("username", ["yi-county_admin", "stranger"])
def test_nobody_from_outside_enters(username, county_a, browse):
    assert [browse(county_a, username).get(f"/admin/{listed}/").status_code for listed in LISTS] == [403] * len(LISTS)


def test_an_administrator_of_the_other_county_finds_no_row(county_a, county_b, browse, places, inside_a, found):
    committee = found("township_mediation_committee", "township", "桥头镇调委会")
    client = browse(county_b, "yi-county_admin")
    address = f"/admin/organisations/edit/{committee.pk}/"
    assert (client.get(address).status_code, client.post(address, form(places["county"])).status_code) == (404, 404)
    assert "桥头镇" not in client.get("/admin/organisations/").content.decode()
