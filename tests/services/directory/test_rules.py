"""Who is concerned: by kind, by place, by the rules of the county."""

import pytest

from services.directory.models import Organisation, RoutingRule
from services.directory.rules import responsible, route
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
VILLAGE, TOWNSHIP, CENTER = "village_mediation_committee", "township_mediation_committee", "mediation_center"
LAND, MEDICAL, AID = "land_mediation_committee", "medical_mediation_committee", "legal_aid_center"


def rule(tenant, **fields):
    return RoutingRule.objects.create(tenant=tenant, **fields)


def test_the_nearest_is_responsible(inside_a, places, found):
    county, township = found(TOWNSHIP, "county"), found(TOWNSHIP, "township")
    assert responsible([TOWNSHIP], places["village"]) == township
    assert responsible([TOWNSHIP], places["elsewhere"]) == county
    assert responsible([TOWNSHIP], places["city"]) is None


def test_the_city_serves_its_counties(inside_a, places, found):
    commission = found("arbitration_commission", "city")
    assert responsible(["arbitration_commission"], places["village"]) == commission


def test_among_neighbours_the_kind_named_first_then_the_oldest(inside_a, places, found):
    first, second = found(LAND, "county", "一"), found(LAND, "county", "二")
    center = found(CENTER, "county")
    assert responsible([LAND, CENTER], places["village"]) == first
    assert responsible([CENTER, LAND], places["village"]) == center
    first.delete()
    assert responsible([LAND], places["village"]) == second


def test_who_has_stopped_is_not_responsible(inside_a, places, found):
    found(TOWNSHIP, "township", standing="revoked")
    assert responsible([TOWNSHIP], places["village"]) is None


def test_another_countys_organisation_is_never_responsible(inside_a, county_b, places, found):
    with in_tenant(county_b):
        Organisation.objects.create(tenant=county_b, kind=LAND, name="乙县土地调委会", division=places["county"])
    assert responsible([LAND], places["village"]) is None
    with in_tenant(county_b):
        rule(county_b, matter="land", first=TOWNSHIP)
    land, _township = found(LAND, "county"), found(TOWNSHIP, "county")
    assert route("land", "", places["village"]).organisation == land


def test_a_matter_goes_by_the_shipped_order_the_preferred_kind_before_the_nearer_one(inside_a, places, found):
    township, village = found(TOWNSHIP, "township"), found(VILLAGE, "village")
    assert route("neighbour", "", places["village"]).organisation == village
    assert route("land_title", "", places["village"]).organisation == township
    land = found(LAND, "county", "甲县土地调委会")
    routed = route("land_title", "PM_LAND", places["village"])
    assert routed.organisation == land
    assert routed.reason == "“土地 · 土地所有权、使用权争议”由土地纠纷人民调解委员会受理，甲县归甲县土地调委会管。"


def test_an_unknown_matter_goes_where_the_rest_goes(inside_a, places, found):
    village = found(VILLAGE, "village")
    assert route("unheard", "", places["village"]).organisation == village
    assert route("", "", places["village"]).organisation == village
    assert route("", "", places["village"]).reason.startswith("此事由村（居）人民调解委员会受理")


def test_a_procedure_with_its_own_seat_does_not_ask_for_the_matter(inside_a, places, found):
    found(MEDICAL, "county")
    aid = found(AID, "county")
    rule(inside_a, matter="medical", first=MEDICAL)
    rule(inside_a, first=MEDICAL)
    assert route("medical", "LA_CASE", places["village"]).organisation == aid


def test_a_procedure_that_is_about_one_matter_stands_for_it(inside_a, places, found):
    medical = found(MEDICAL, "county")
    assert route("", "PM_MEDICAL", places["village"]).organisation == medical


def test_the_county_rules_over_the_shipped_order_the_narrow_over_the_wide(inside_a, places, found):
    center, township = found(CENTER, "county"), found(TOWNSHIP, "township")
    labour, aid = found("labour_mediation_committee", "county"), found(AID, "county")

    def goes(matter, procedure=""):
        return route(matter, procedure, places["village"]).organisation

    assert goes("wages") == labour
    rule(inside_a, matter="labour", first=TOWNSHIP)
    assert (goes("wages"), goes("wages", "PM_LABOUR")) == (township, township)
    rule(inside_a, matter="wages", first=MEDICAL, second=CENTER)
    assert (goes("wages"), goes("work_injury")) == (center, township)
    rule(inside_a, procedure="PM_LABOUR", first=AID)
    assert (goes("wages"), goes("wages", "PM_LABOUR")) == (center, aid)
    rule(inside_a, matter="wages", procedure="PM_LABOUR", first="labour_mediation_committee")
    assert (goes("wages", "PM_LABOUR"), goes("work_injury", "PM_LABOUR")) == (labour, aid)


def test_a_rule_tells_its_reason(inside_a, places, found):
    found(CENTER, "county", "甲县中心")
    rule(inside_a, matter="debt", first=CENTER, note="先到中心登记。", basis="甲司发〔2026〕1号第三条")
    assert route("debt", "", places["village"]).reason == (
        "“债务”由人民调解中心受理，甲县归甲县中心管。先到中心登记。依据：甲司发〔2026〕1号第三条。"
    )


def test_nobody_is_said_to_be_nobody(inside_a, places):
    routed = route("medical", "", places["township"])
    assert routed.organisation is None
    assert routed.reason == (
        "桥头镇没有登记能受理的机构（医疗纠纷人民调解委员会、人民调解中心），请到司法局窗口咨询。"
    )


def test_few_questions_are_asked(inside_a, places, found, django_assert_max_num_queries):
    found(TOWNSHIP, "county")
    with django_assert_max_num_queries(12):
        route("neighbour", "", places["village"])
