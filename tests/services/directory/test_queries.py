from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from services.directory import queries
from services.directory.models import OrganisationMember
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


def test_where_a_person_works_today(inside_a, county_b, found, person):
    today, day = timezone.localdate(), timedelta(days=1)
    mediator = person("jia-mediator")
    spans = {
        "now": {"since": today, "until": today}, "gone": {"since": today - 9 * day, "until": today - day},
        "to come": {"since": today + day}, "standing": {"since": today - day},
    }  # fmt: skip
    for name, span in spans.items():
        committee = found("township_mediation_committee", "township", name)
        OrganisationMember.objects.create(tenant=inside_a, organisation=committee, user=mediator, **span)
    standing = queries.organisations_of(mediator).get(name="standing")
    assert {organisation.name for organisation in queries.organisations_of(mediator)} == {"now", "standing"}
    assert [member.user for member in queries.members_of(standing)] == [mediator]
    assert [*queries.organisations_of(person("jia-lawyer"))] == []
    with in_tenant(county_b):
        assert [*queries.organisations_of(mediator)] == []


def test_one_standing_membership_and_no_end_before_the_beginning(inside_a, found, person):
    committee, today = found("law_firm", "county"), timezone.localdate()
    member = {"tenant": inside_a, "organisation": committee, "user": person("jia-lawyer")}
    OrganisationMember.objects.create(**member)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationMember.objects.create(**member)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationMember.objects.create(**member, since=today, until=today - timedelta(days=1))


def test_the_places_of_a_county_are_its_own_and_what_it_lies_in(county_a, county_b, umbrella, places):
    own = {place.name for place in queries.divisions_of(county_a)}
    assert {"甲县", "桥头镇", "桥下村", "桥尾镇", "庚市"} <= own
    assert "乙县" not in own
    assert {"甲县", "乙县", "桥下村"} <= {place.name for place in queries.divisions_of(umbrella)}
