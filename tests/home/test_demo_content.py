"""The demo's files keep their format, invent everything, and agree with themselves."""

import re
from collections import Counter
from datetime import date

import pytest

from home.palette import ACCENTS
from services.directory.kinds import OrganisationKind
from tenants.roles import COUNTY_ADMIN, EDITOR, REVIEWER, ROLES, SUPERVISOR
from tests.home.demo_files import COUNTIES, FOLDER, NATIONAL, ROOT, SITES, every, site

RELATIONS = ("repeals", "amends", "supersedes")
TENANT = {
    "slug", "kind", "parent", "name", "division", "full_name", "short_name", "organ_code", "site_code", "icp_number",
    "police_number", "sponsor", "undertaker", "address", "phone", "email", "opening_hours", "accent", "elder_default",
}  # fmt: skip
FIELDS = {
    "townships": {"code", "name", "villages"},
    "people": {"username", "name", "phone", "roles"},
    "organisations": {"name", "kind"},
    "policies": {
        "slug", "title", "summary", "document_number", "issuers", "addressees", "issued_on", "published_on",
        "disclosure", "validity", "effective_on", "themes", "territory", "trial", "basis", "text",
    },
    "interpretations": {"slug", "title", "summary", "of", "date", "text"},
    "news": {"slug", "title", "kind", "date", "source", "text"},
    "guides": {
        "slug", "title", "date", "summary", "who", "where", "when", "phone", "fee", "time_limit", "materials",
        "steps", "questions", "basis",
    },
    "cases": {"slug", "title", "type", "date", "summary", "text"},
    "pages": {"slug", "title", "text"},
    "compilations": {"slug", "title", "years", "compiled_by", "date", "entries"},
}  # fmt: skip
OPTIONAL = {
    "policies": {"expires_on", *RELATIONS},
    "people": {"platform_operator"},
    "organisations": {"division", "parent", "address", "phone", "people"},
}

COUNTS = {
    "umbrella": {"policies": 6, "interpretations": 3, "news": 5, "guides": 7, "cases": 4, "pages": 3},
    "yunxi": {"policies": 7, "interpretations": 3, "news": 6, "guides": 7, "cases": 4, "pages": 3},
    "pingchuan": {"policies": 7, "interpretations": 3, "news": 6, "guides": 8, "cases": 4, "pages": 3},
    "linhai": {"policies": 7, "interpretations": 3, "news": 6, "guides": 8, "cases": 4, "pages": 3},
}


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def test_there_are_four_sites():
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(SITES)


@pytest.mark.parametrize("name", SITES)
def test_tables_carry_exactly_the_fields_of_the_format(name):
    entry = site(name)
    assert set(entry["tenant"]) == TENANT
    assert set(entry["home"]) == {"greeting", "example_questions", "services"}
    assert set(entry) - {"tenant", "home", "townships"} == set(FIELDS) - {"townships"}
    for table, fields in FIELDS.items():
        for item in entry.get(table, []):
            assert set(item) - OPTIONAL.get(table, set()) == fields


@pytest.mark.parametrize("name", SITES)
def test_a_site_has_enough_to_look_alive(name):
    assert {table: len(site(name)[table]) for table in COUNTS[name]} == COUNTS[name]


@pytest.mark.parametrize("name", SITES)
def test_codes_and_filing_numbers_are_well_formed_and_fictitious(name):
    tenant = site(name)["tenant"]
    assert re.fullmatch(r"99\d{4}", tenant["division"])
    assert re.fullmatch(tenant["division"] + r"\d{3}", tenant["organ_code"])
    assert re.fullmatch(tenant["division"] + r"\d{4}", tenant["site_code"])
    assert re.fullmatch(r"青ICP备0{7}\d号-1", tenant["icp_number"])
    assert re.fullmatch(r"青公网安备" + tenant["division"] + r"0{7}\d号", tenant["police_number"])
    assert re.fullmatch(r"\w+@\w+\.example", tenant["email"])


def test_sites_differ_in_what_must_differ():
    assert len({question for name in SITES for question in site(name)["home"]["example_questions"]}) == 12
    for field in ("slug", "name", "division", "organ_code", "site_code", "icp_number", "phone", "accent"):
        assert len({site(name)["tenant"][field] for name in SITES}) == len(SITES)
    assert {site(name)["tenant"]["accent"] for name in SITES} <= {accent.key for accent in ACCENTS}
    assert {site(name)["tenant"]["elder_default"] for name in SITES} == {False}


def test_counties_hang_below_the_umbrella():
    umbrella = site("umbrella")["tenant"]
    assert (umbrella["kind"], umbrella["parent"]) == ("umbrella", "")
    for name in COUNTIES:
        tenant = site(name)["tenant"]
        assert (tenant["slug"], tenant["kind"], tenant["parent"]) == (name, "county", umbrella["slug"])
        assert tenant["division"][:4] == umbrella["division"][:4]


@pytest.mark.parametrize("name", COUNTIES)
def test_villages_lie_in_their_township_and_townships_in_their_county(name):
    codes = []
    for township in site(name)["townships"]:
        assert re.fullmatch(site(name)["tenant"]["division"] + r"\d{3}", township["code"])
        for village in township["villages"]:
            assert set(village) == {"code", "name"}
            assert re.fullmatch(township["code"] + r"\d{3}", village["code"])
            codes.append(village["code"])
    assert len(set(codes)) == len(codes) >= 9


@pytest.mark.parametrize("name", COUNTIES)
def test_a_county_has_one_person_for_every_role_and_two_citizens(name):
    held = Counter(role for person in site(name)["people"] for role in person["roles"])
    assert held == dict.fromkeys(ROLES, 1)
    assert [len(person["roles"]) for person in site(name)["people"]].count(0) == 2


def test_the_umbrella_has_its_staff_and_the_only_platform_operator():
    people = site("umbrella")["people"]
    assert {role for person in people for role in person["roles"]} == {
        COUNTY_ADMIN,
        EDITOR,
        REVIEWER,
        SUPERVISOR,
    }
    operators = [p["username"] for name in SITES for p in site(name)["people"] if p.get("platform_operator")]
    assert operators == ["qinghe-operator"]


def test_people_are_distinct_and_their_numbers_fictitious():
    people = [person for name in SITES for person in site(name)["people"]]
    for field in ("username", "name", "phone"):
        assert len({person[field] for person in people}) == len(people)
    assert [p["phone"] for p in people if not re.fullmatch(r"19900000\d{3}", p["phone"])] == []


@pytest.mark.parametrize("name", SITES)
def test_organisations_name_kinds_places_and_people_that_exist(name):
    rows, people = site(name)["organisations"], {person["username"] for person in site(name)["people"]}
    names = [row["name"] for row in rows]
    codes = {site(name)["tenant"]["division"], site("umbrella")["tenant"]["division"]} | {
        place["code"]
        for township in site(name).get("townships", [])
        for place in (township, *township["villages"])
    }
    assert len(set(names)) == len(names)
    assert {row["kind"] for row in rows} <= set(OrganisationKind.values)
    assert {row["parent"] for row in rows if "parent" in row} <= set(names)
    assert {row["division"] for row in rows if "division" in row} <= codes
    assert {username for row in rows for username in row.get("people", {})} <= people


@pytest.mark.parametrize("name", SITES)
def test_every_telephone_number_is_fictitious_or_national(name):
    found = {
        number
        for text in strings(site(name))
        for number in re.findall(r"\d[\d-]{6,}\d", text)
        if "-" in number
    }
    assert {number for number in found if not re.fullmatch(r"0199-555-01\d\d|00000000\d-1", number)} == set()


@pytest.mark.parametrize("name", SITES)
def test_no_real_province_is_named(name):
    real = (
        "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川"
        "|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古"
    )
    assert [text for text in strings(site(name)) if re.search(real, text)] == []


@pytest.mark.parametrize("name", SITES)
def test_slugs_are_plain_and_unique_in_their_section(name):
    for table in set(FIELDS) - {"townships", "people", "organisations"}:
        slugs = [item["slug"] for item in site(name)[table]]
        assert len(set(slugs)) == len(slugs)
        assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


@pytest.mark.parametrize("name", SITES)
def test_the_home_page_leads_to_guides_with_icons_that_exist(name):
    home = site(name)["home"]
    sprite = next((ROOT / "portal/static/vendor").glob("lucide-*/sprite.svg")).read_text(encoding="utf-8")
    assert len(set(home["example_questions"])) == 3
    assert len(home["services"]) == 4
    assert max(map(len, home["example_questions"])) <= 40
    assert {tile["guide"] for tile in home["services"]} <= {guide["slug"] for guide in site(name)["guides"]}
    assert {tile["icon"] for tile in home["services"]} <= set(re.findall(r'id="([^"]+)"', sprite))
    assert [tile for tile in home["services"] if len(tile["title"]) > 20 or len(tile["text"]) > 60] == []


@pytest.mark.parametrize(("name", "item"), every("interpretations"))
def test_an_interpretation_answers_every_question_and_follows_its_policy(name, item):
    lines = item["text"].strip().splitlines()
    policy = next(policy for policy in site(name)["policies"] if policy["slug"] == item["of"])
    kinds = "".join(line[0] for line in lines if line[:2] in {"问：", "答："})
    assert kinds == "问答" * (len(kinds) // 2)
    assert len(kinds) >= 10
    assert item["date"] >= policy["published_on"]


@pytest.mark.parametrize(("name", "guide"), every("guides"))
def test_a_guide_says_all_a_visitor_needs_within_the_fields_of_its_page(name, guide):
    limits = {"who": 300, "where": 200, "when": 200, "phone": 60, "fee": 100, "time_limit": 200}
    assert [field for field, limit in limits.items() if not 0 < len(guide[field]) <= limit] == []
    assert re.fullmatch(r"0199-555-01\d\d", guide["phone"])
    assert len(guide["materials"]) >= 1 and len(guide["steps"]) >= 3
    assert [
        step for step in guide["steps"] if set(step) != {"text"} or len(step["text"].split("。")[0]) > 60
    ] == []
    assert [question for question in guide["questions"] if set(question) != {"q", "a"}] == []
    assert len(guide["questions"]) == 2


@pytest.mark.parametrize(("name", "guide"), every("guides"))
def test_a_guide_rests_on_texts_that_are_there_and_in_force(name, guide):
    own = {policy["document_number"]: policy for policy in site(name)["policies"]}
    assert len(guide["basis"]) >= 1
    for basis in guide["basis"]:
        number = basis.get("number", "")
        if number and number not in NATIONAL:
            assert basis["title"] in own[number]["title"]
            assert own[number]["validity"] in {"valid", "amended"}
            assert guide["date"] >= own[number]["effective_on"]


@pytest.mark.parametrize(("name", "case"), every("cases"))
def test_a_case_is_told_in_four_parts_about_people_without_names(name, case):
    headings = re.findall(r"^## (.+)$", case["text"], re.MULTILINE)
    assert headings in (["案情", "调解过程", "结果", "启示"], ["案情", "办理过程", "结果", "启示"])
    assert re.search(r"[\u4e00-\u9fff]某|[甲乙]厂", case["text"])
    assert [
        person["name"]
        for site_name in SITES
        for person in site(site_name)["people"]
        if person["name"] in case["text"]
    ] == []


@pytest.mark.parametrize("name", SITES)
def test_dates_of_pages_lie_in_the_demo_years(name):
    dated = [
        item["date"]
        for table in ("interpretations", "news", "guides", "cases", "compilations")
        for item in site(name)[table]
    ]
    assert [day for day in dated if not date(2021, 1, 1) <= day <= date(2026, 11, 30)] == []
    assert {item["kind"] for item in site(name)["news"]} == {"news", "notice"}


@pytest.mark.parametrize("name", SITES)
def test_the_standing_pages_are_the_three_every_site_has(name):
    assert [page["slug"] for page in site(name)["pages"]] == ["about", "accessibility", "privacy"]


@pytest.mark.parametrize(("name", "volume"), every("compilations"))
def test_a_volume_gathers_policies_of_its_years(name, volume):
    policies = {policy["slug"]: policy for policy in site(name)["policies"]}
    first, last = map(int, volume["years"].split("—"))
    years = [policies[slug]["issued_on"].year for slug in volume["entries"]]
    assert len(set(volume["entries"])) == len(volume["entries"]) >= 5
    assert (min(years), last) == (first, volume["date"].year)
    assert [slug for slug in volume["entries"] if policies[slug]["issued_on"] > volume["date"]] == []
