import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from services.mediation.models import MediationSettings, Room, Seat
from tenants.models import JournalEntry, User

pytestmark = pytest.mark.django_db
PLAN = reverse("mediation_plan")


def rows(prefix: str, *lines: dict[str, str]) -> dict[str, str]:
    counted = {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": "0"}
    return counted | {
        f"{prefix}-{n}-{key}": said for n, line in enumerate(lines) for key, said in line.items()
    }


@pytest.fixture
def form(inside_a, person) -> dict[str, str]:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return {
        "title": "院墙滴水调解", "day": tomorrow.isoformat(), "time": "09:30", "dial_in": "0000-5550121转3",
        "mediator": str(person("jia-mediator").pk), "recorder": str(person("jia-case_officer").pk),
        **rows(
            "party",
            {"side": "a", "name": "韦一", "phone": "199 0000 0701", "agent_name": "柳律师", "authorised": "on"},
            {"side": "b", "name": "韦二", "phone": ""},
            {"side": "b", "name": "", "phone": ""},
        ),
        **rows("other", {"role": "insurer", "side": "b", "name": "保险员"}, {"role": "expert", "name": ""}),
    }  # fmt: skip


def test_a_room_that_stands_alone_is_planned_on_one_page(desk, form, person):
    answer = desk("mediator").post(PLAN, form)
    room = Room.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("mediation_room", args=[room.pk]))
    local = timezone.localtime(room.starts_at)
    assert (room.title, local.strftime("%H:%M"), room.dial_in) == ("院墙滴水调解", "09:30", "0000-5550121转3")
    seats = [
        (one.role, one.side, one.name, one.phone) for one in Seat.objects.filter(room=room).order_by("pk")
    ]
    assert seats == [
        ("mediator", "", str(person("jia-mediator")), ""),
        ("recorder", "", str(person("jia-case_officer")), ""),
        ("party", "a", "韦一", "+8619900000701"),
        ("party", "b", "韦二", ""),
        ("insurer", "b", "保险员", ""),
        ("agent", "a", "柳律师", ""),
    ]
    agent = Seat.objects.get(role="agent")
    assert (agent.acts_for.name, agent.authorised) == ("韦一", True)
    assert JournalEntry.objects.filter(verb="mediation_planned", subject_id=str(room.pk)).count() == 1


def test_whoever_proved_to_hold_the_phone_sits_with_their_account(desk, form):
    citizen = User.objects.create_user("citizen", phone="+8619900000701", phone_verified=True)
    again = rows(
        "party",
        {"side": "a", "name": "韦一", "phone": "19900000701"},
        {"side": "b", "name": "韦二", "phone": "19900000701"},
    )
    desk("mediator").post(PLAN, form | again)
    assert list(Seat.objects.filter(role="party").order_by("pk").values_list("user", flat=True)) == [
        citizen.pk,
        None,
    ]


def test_a_number_that_nobody_proved_opens_nothing_by_signing_in(desk, form):
    User.objects.create_user("citizen", phone="+8619900000701", phone_verified=False)
    desk("mediator").post(PLAN, form)
    assert Seat.objects.get(name="韦一").user is None


def test_one_row_more_loses_nothing_and_judges_nothing(desk, form):
    odd = form | {"title": "", "party-0-phone": "12", "more": "party"}
    answer = desk("mediator").post(PLAN, odd)
    text = answer.content.decode()
    assert (answer.status_code, Room.objects.count()) == (200, 0)
    assert "errorlist" not in text
    assert 'name="party-TOTAL_FORMS" value="4"' in text
    assert 'name="party-3-name"' in text
    for said in ('value="韦一"', 'value="12"', 'value="柳律师"', 'value="保险员"', 'value="0000-5550121转3"'):
        assert said in text
    assert re.search(r'name="party-0-authorised"[^>]* checked', text)
    grown = {**form, "other-TOTAL_FORMS": "3"}
    assert desk("mediator").post(PLAN, grown).status_code == 302


def test_no_number_of_rows_breaks_it(desk, form):
    client = desk("mediator")
    for count in ("-1", "x", "", "999999", "９"):
        assert client.post(PLAN, form | {"more": "party", "party-TOTAL_FORMS": count}).status_code == 200
        assert client.post(PLAN, form | {"party-TOTAL_FORMS": count}).status_code in (302, 422)
    assert client.post(PLAN, form | {"more": "nonsense"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": ""}, "id_title", "请填写“名称”。"),
        ({"day": "2020-01-01"}, "id_day", "这个时间已经过了。"),
        ({"mediator": ""}, "id_mediator", "请选择“调解员”。"),
        ({"dial_in": "打我手机"}, "id_dial_in", "请只填电话号码和转接号，如 0000-5550121转3。"),
        ({"party-0-phone": "123"}, "id_party-0-phone", "请填写11位手机号码，例如 138 0000 0001。"),
        ({"party-1-side": ""}, "id_party-1-side", "请选择“哪一方”。"),
        ({"party-0-name": ""}, "id_party-0-name", "请填写“姓名”。"),
        ({"party-0-agent_name": "", "party-0-agent_phone": "19900000702"}, "id_party-0-agent_name", "请填写代理人的姓名。"),
        ({"other-0-role": "expert"}, "id_other-0-side", "只有保险公司可以和一方一起。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_field(desk, form, change, field, sentence):
    answer = desk("mediator").post(PLAN, form | change)
    text = answer.content.decode()
    assert (answer.status_code, Room.objects.count()) == (422, 0)
    assert f'id="{field}_error"><li>{sentence}</li>' in text
    assert 'value="韦二"' in text


def test_a_room_needs_a_party_and_two_different_people_to_lead_and_record(desk, form, person):
    nobody = rows("party", {"side": "a", "name": ""})
    answer = desk("mediator").post(PLAN, {**{k: v for k, v in form.items() if "party-" not in k}, **nobody})
    assert (answer.status_code, "请至少填写一位当事人" in answer.content.decode()) == (422, True)
    twice = desk("mediator").post(PLAN, form | {"recorder": str(person("jia-mediator").pk)})
    assert (twice.status_code, "本来就能记录" in twice.content.decode()) == (422, True)


def test_nobody_of_the_other_county_and_no_one_without_the_role_can_lead(desk, form, person):
    for username in ("yi-mediator", "jia-lawyer", "stranger"):
        answer = desk("county_admin").post(PLAN, form | {"mediator": str(person(username).pk)})
        assert (answer.status_code, Room.objects.count()) == (422, 0)
    assert (
        desk("county_admin").post(PLAN, form | {"recorder": str(person("yi-editor").pk)}).status_code == 422
    )


def test_it_begins_with_the_planner_and_the_countys_number(desk, county_a, person):
    MediationSettings.objects.create(site=county_a.site, dial_in="0000-5550199")
    shown = desk("mediator").get(PLAN).context["form"].initial
    assert (shown["mediator"], shown["dial_in"]) == (person("jia-mediator").pk, "0000-5550199")
    assert desk("county_admin").get(PLAN).context["form"].initial["mediator"] is None


def test_who_may_plan(browse, county_a, county_b, desk, form):
    answers = {
        role: desk(role).post(PLAN, form).status_code
        for role in (
            "county_admin",
            "case_officer",
            "mediator",
            "lawyer",
            "receptionist",
            "supervisor",
            "editor",
        )
    }
    assert answers == {
        "county_admin": 302, "case_officer": 302, "mediator": 302,
        "lawyer": 403, "receptionist": 403, "supervisor": 403, "editor": 403,
    }  # fmt: skip
    assert browse(county_a, "stranger").post(PLAN, form).status_code in (302, 403)
    assert browse(county_a, "yi-mediator").post(PLAN, form).status_code in (302, 403)
    assert Room.objects.count() == 3
