import pytest
from django.urls import reverse

from services.booking.actions.feeds import make_feed, revoke_feed
from services.booking.errors import NotAllowed
from services.booking.models import CalendarFeed
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
FEEDS = reverse("booking_feeds")


def revoke(feed) -> str:
    return reverse("booking_feed_revoke", args=[feed.pk])


def test_the_address_is_shown_once_and_opens_the_calendar(browse, desk, county_a, mediator):
    client = desk("mediator")
    page = client.post(FEEDS, {"resource": mediator.pk})
    address = page.context["address"]
    assert (address in page.content.decode(), "no-store" in page["Cache-Control"]) == (True, True)
    assert address.startswith(f"{county_a.root_url}/")
    feed = CalendarFeed.objects.get()
    assert feed.token_hash not in address
    later = client.get(FEEDS).content.decode()
    assert (address in later, "王调解员" in later) == (False, True)
    assert browse(county_a).get(address.removeprefix(county_a.root_url)).status_code == 200


def test_a_stopped_address_is_dead(browse, desk, county_a, mediator):
    client = desk("mediator")
    address = client.post(FEEDS, {"resource": mediator.pk}).context["address"]
    assert client.post(revoke(CalendarFeed.objects.get())).status_code == 302
    assert not CalendarFeed.objects.exists()
    assert browse(county_a).get(address.removeprefix(county_a.root_url)).status_code == 404


def test_a_mediator_subscribes_to_the_own_diary_alone(desk, mediator, other, person):
    assert desk("mediator").post(FEEDS, {"resource": other.pk}).status_code == 400
    for username in ("jia-lawyer", "stranger", "yi-receptionist"):
        with pytest.raises(NotAllowed):
            make_feed(mediator, actor=person(username))
    assert not CalendarFeed.objects.exists()


def test_nobody_stops_a_colleagues_feed_but_the_administrator(browse, desk, county_b, mediator, person):
    feed, _token = make_feed(mediator, actor=person("jia-mediator"))
    desk("receptionist").post(revoke(feed))
    desk("lawyer").post(revoke(feed))
    assert browse(county_b, "yi-county_admin").post(revoke(feed)).status_code == 404
    assert desk("editor").post(revoke(feed)).status_code == 403
    assert CalendarFeed.objects.get() == feed
    assert "王调解员" not in desk("lawyer").get(FEEDS).content.decode()
    desk("county_admin").post(revoke(feed))
    assert not CalendarFeed.objects.exists()


def test_an_action_refuses_the_officer_of_the_other_county(county_b, mediator, person):
    feed, _token = make_feed(mediator, actor=person("jia-mediator"))
    with in_tenant(county_b), pytest.raises(NotAllowed):
        revoke_feed(feed, actor=person("jia-receptionist"))
