"""Who begins or ends on a day enters and leaves by the calendar, though nobody saves a row."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.models import IndexTask
from services.directory.actions.turn_the_day import turn_the_day
from tenants.scope import across_tenants

pytestmark = pytest.mark.django_db


def _told() -> list[tuple[str, str]]:
    with across_tenants(reason="the test looks at every county"):
        return list(IndexTask.objects.order_by("pk").values_list("kind", "object_id"))


def test_each_is_told_once_a_day(inside_a, register):
    today, day = timezone.localdate(), timedelta(days=1)
    people = register["people"]
    for name, ended in {"village": today, "township": today + day, "county": today - 30 * day}.items():
        people[name].ended_on = ended
        people[name].save()
    register["lawyers"]["other"].started_on = today
    register["lawyers"]["other"].save()
    IndexTask.objects.all().delete()
    assert (turn_the_day(today=today), turn_the_day(today=today)) == (2, 0)
    assert _told() == [
        ("mediator", str(people["village"].pk)),
        ("lawyer", str(register["lawyers"]["other"].pk)),
    ]
    assert turn_the_day(today=today + day) == 3


def test_the_pages_are_made_anew(inside_a, register, browse, django_capture_on_commit_callbacks):
    kept = [browse(inside_a).get("/directory/").headers["X-Page-Cache"] for _turn in range(2)]
    with django_capture_on_commit_callbacks(execute=True):
        turn_the_day(today=timezone.localdate())
    assert [*kept, browse(inside_a).get("/directory/").headers["X-Page-Cache"]] == ["miss", "hit", "miss"]
