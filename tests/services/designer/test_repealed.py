"""A document is marked repealed on the county's pages: whatever still rests on it is listed."""

import pytest
from django.urls import reverse

from home.models import PolicyIndexPage, PolicyPage
from services.designer import repealed
from services.designer.queries.resting import on_repealed
from tenants.scope import in_tenant

NUMBER = "卫司发〔2018〕第111号"


def publish(tenant, number, validity, title="关于购买服务的办法"):
    index = PolicyIndexPage.objects.child_of(tenant.root_page).get()
    page = PolicyPage(
        title=title, slug=f"p{len(number)}{validity}", document_number=number, validity=validity, disclosure="active"
    )  # fmt: skip
    index.add_child(instance=page)
    return page


@pytest.mark.parametrize("said", ["卫司发〔2018〕第111号", "卫司发〔2018〕111号", "卫司发[2018]111号"])
def test_a_number_is_the_same_in_every_way_of_writing(said):
    assert repealed.key(said) == repealed.key(NUMBER)


def test_nothing_is_repealed_at_first(inside_a):
    assert on_repealed(inside_a) == []


def test_procedures_that_rest_on_a_repealed_document(inside_a, browse):
    publish(inside_a, NUMBER, "repealed")
    (found,) = on_repealed(inside_a)
    assert found.gone.number == NUMBER
    complaint = next(one for one in found.resting if one.line.procedure.code == "COMPLAINT")
    assert "基本信息" in complaint.parts
    page = browse(inside_a, "jia-supervisor").get(reverse("designer_repealed")).content.decode()
    assert f"{NUMBER}</small>" in page
    assert "投诉、监督与责任追究" in page


def test_a_valid_one_is_not_listed(inside_a):
    publish(inside_a, NUMBER, "valid")
    assert on_repealed(inside_a) == []


def test_the_umbrellas_word_counts_where_the_county_says_nothing(inside_a, umbrella, county_b):
    with in_tenant(umbrella):
        publish(umbrella, NUMBER, "expired")
    assert [one.gone.status for one in on_repealed(inside_a)] == ["失效"]
    publish(inside_a, NUMBER, "valid")
    assert on_repealed(inside_a) == []
    with in_tenant(county_b):
        assert [one.gone.number for one in on_repealed(county_b)] == [NUMBER]


def test_what_the_other_county_repeals_is_its_own_matter(inside_a, county_b):
    with in_tenant(county_b):
        publish(county_b, NUMBER, "repealed")
    assert on_repealed(inside_a) == []
