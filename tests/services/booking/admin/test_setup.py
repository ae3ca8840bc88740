from datetime import date, timedelta

import pytest
from django.urls import reverse

from services.booking.models import BookableService, Resource
from services.directory.models import Mediator, Organisation, Room

pytestmark = pytest.mark.django_db
NEW_SERVICE = reverse("bookable-services_modeladmin_create")
NEW_RESOURCE = reverse("booking-resources_modeladmin_create")
ENLIST = reverse("booking_enlist")


@pytest.fixture
def form(booked_world, mediator, office):
    return {
        "name": "土地约谈", "code": "land", "organisation": office.pk, "resources": [mediator.pk],
        "channels": ["in_person"], "minutes": 30, "pause": 0, "every": 30, "capacity": 1, "horizon_days": 30,
        "lead_minutes": 120, "most_open": 2, "active": "on", "choose_person": "on", "materials": "", "summary": "",
    }  # fmt: skip


def test_a_service_is_made_and_journalled_for_the_county(desk, form, mediator, county_a):
    answer = desk("county_admin").post(NEW_SERVICE, form | {"procedure": "PM_GENERAL"})
    made = BookableService.objects.get(code="land")
    assert (answer.status_code, made.tenant, made.channels, list(made.resources.all())) == (
        302, county_a, ("in_person",), [mediator],
    )  # fmt: skip
    assert made.procedure == "PM_GENERAL"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channels", []),
        ("channels", ["telepathy"]),
        ("minutes", 7),
        ("every", 0),
        ("resources", []),
        ("procedure", "NO_SUCH"),
        ("code", "advice"),
        ("lead_minutes", 60 * 24 * 40),
        ("capacity", 0),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(desk, form, field, value):
    page = desk("county_admin").post(NEW_SERVICE, form | {field: value})
    assert page.status_code == 200
    assert set(page.context["form"].errors) & {field, "__all__"}
    assert not BookableService.objects.filter(name="土地约谈").exists()


def test_a_class_does_not_begin_anew_before_it_is_over(desk, form):
    page = desk("county_admin").post(NEW_SERVICE, form | {"capacity": 30, "minutes": 90, "every": 30})
    assert set(page.context["form"].errors) == {"every"}


def test_a_room_is_no_person_and_a_person_no_room(desk, form, office, mediator):
    room = Resource.objects.create(tenant=office.tenant, organisation=office, name="一室", kind="room")
    client = desk("county_admin")
    for faulty, field in (
        (form | {"resources": [room.pk]}, "resources"),
        (form | {"rooms": [mediator.pk]}, "rooms"),
    ):
        assert set(client.post(NEW_SERVICE, faulty).context["form"].errors) == {field}
    line = Room.objects.create(tenant=office.tenant, organisation=office, name="二室")
    base = {"organisation": office.pk, "name": "某", "active": "on"}
    faulty = client.post(NEW_RESOURCE, base | {"kind": "person", "room": line.pk})
    assert set(faulty.context["form"].errors) == {"room"}
    faulty = client.post(NEW_RESOURCE, base | {"kind": "room", "user": mediator.user_id})
    assert set(faulty.context["form"].errors) == {"user"}
    assert client.post(NEW_RESOURCE, base | {"kind": "room", "room": line.pk}).status_code == 302


def test_ids_of_the_other_county_are_no_choice(desk, form, world_of_b):
    theirs = world_of_b.resources.model._base_manager.get(name="乙县之人")
    page = desk("county_admin").post(NEW_SERVICE, form | {"resources": [theirs.pk]})
    assert set(page.context["form"].errors) == {"resources"}


def test_everybody_of_an_organisation_is_added_at_once_and_only_once(desk, inside_a, person):
    home = Organisation.objects.create(
        tenant=inside_a, name="土地调委会", kind="land_mediation_committee", division=inside_a.division
    )
    common = {"tenant": inside_a, "organisation": home}
    Mediator.objects.create(name="甲", user=person("jia-mediator"), **common)
    Mediator.objects.create(name="乙", **common)
    Mediator.objects.create(name="已走", ended_on=date.today() - timedelta(days=400),
                            started_on=date.today() - timedelta(days=900), **common)  # fmt: skip
    Room.objects.create(name="调解一室", **common)
    client = desk("county_admin")
    assert client.post(ENLIST, {"organisation": home.pk}).status_code == 302
    made = {one.name: (one.kind, one.user) for one in Resource.objects.filter(organisation=home)}
    assert made == {
        "甲": ("person", person("jia-mediator")), "乙": ("person", None), "调解一室": ("room", None),
    }  # fmt: skip
    assert client.post(ENLIST, {"organisation": home.pk}).status_code == 400
    assert Resource.objects.filter(organisation=home).count() == 3


def test_only_the_administrator_sets_up(browse, desk, county_b, form):
    for address in (NEW_SERVICE, NEW_RESOURCE, ENLIST):
        for role in ("receptionist", "mediator", "case_officer", "editor"):
            assert desk(role).get(address).status_code == 403
    assert desk("receptionist").get(reverse("bookable-services_modeladmin_index")).status_code == 200
    service = BookableService.objects.get(code="advice")
    edit = reverse("bookable-services_modeladmin_edit", args=[service.pk])
    assert browse(county_b, "yi-county_admin").get(edit).status_code == 404
