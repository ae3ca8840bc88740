"""A case and its mediation room: planned from the case, entered from its pages, settled by its own steps."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from services.cases import chain
from services.cases.actions.name_handler import name_handler
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actions.plan_room import call_off_room, plan_room
from services.cases.actions.sign_paper import sign_paper
from services.cases.actors import member
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.matter import CaseMatter, case_matter
from services.cases.models import Case, CaseEvent, CasePaper, Party
from services.cases.queries.own_rooms import own_rooms
from services.documents.actions.sign import Signing
from services.documents.dates import plain
from services.mediation.actions.draw_up import draw_up, take_back_paper
from services.mediation.actions.end_room import end_room
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.parts import paper as part
from services.notices.models import Notice
from tenants.models import User
from tenants.scope import in_tenant
from tests.services.cases import stories
from tests.services.mediation.agreeing import agreed_on, everybody_inside, ink, signs_by_hand, sits

pytestmark = pytest.mark.django_db
DUE = (timezone.localdate() + timedelta(days=30)).isoformat()
JUDGED = ("lawful_voluntary_content",)


def tomorrow():
    return timezone.now() + timedelta(days=1)


def plan(case, mediator, **more) -> Room:
    parties = more.pop("parties", None) or [one.pk for one in case.parties.all()]
    return plan_room(case, tomorrow(), parties, doer=member(mediator, case, frozenset({"mediator"})), **more)


def refs(case):
    a, b = case.parties.order_by("pk")[:2]
    return f"party-{a.pk}", f"party-{b.pk}", f"handler-{case.handlers.get(role='mediator').pk}"


def settled(case, mediator) -> Room:
    """Everybody in, every clause green."""
    room = everybody_inside(plan(case, mediator))
    a, b, lead = refs(case)
    agreed_on(room, a, b, lead)
    return room


def draws_up(room, lead, **more):
    said = {"due": DUE, "how": "银行转账", "more": {}, "confirmed": JUDGED, **more}
    draw_up(said["due"], said["how"], said["more"], said["confirmed"], actor=sits(room, lead))
    return Room.objects.select_related("paper", "tenant").get(pk=room.pk)


def kinds(case):
    return [(one.kind, one.code) for one in CaseEvent.objects.filter(case=case).order_by("position")]


def whole(case):
    case.refresh_from_db()
    return chain.faults(case, CaseEvent.objects.filter(case=case).order_by("position"))


# --- planning


def test_a_room_has_the_people_of_the_case_and_the_way_ahead(at_table, mediator):
    room = plan(at_table, mediator)
    a, b, lead = refs(at_table)
    seats = {one.ref: (one.role, one.side, one.name, one.user) for one in Seat.objects.filter(room=room)}
    assert seats == {
        a: ("party", "a", "申甲", None),
        b: ("party", "b", "被乙", None),
        lead: ("mediator", "", str(mediator), mediator),
    }
    assert (room.about, room.title, room.agenda) == (
        f"case:{at_table.number}",
        "相邻排水纠纷",
        [["agree", "达成协议", False], ["effect", "书面协议生效", False]],
    )
    assert kinds(at_table)[-1] == ("room", "")
    assert whole(at_table) == []


def test_planning_asks_the_other_side_in_and_tells_each_in_their_way(at_table, mediator):
    a, b = at_table.parties.order_by("pk")
    a.user = User.objects.create_user("holder", phone="+8613800000001")
    a.save()
    plan(at_table, mediator)
    b.refresh_from_db()
    assert b.invited_at is not None
    told = {
        (one.kind, one.to_user, one.to_phone) for one in Notice.objects.filter(kind__startswith="mediation.")
    }
    assert told == {
        ("mediation.planned", a.user, "+8613800000001"),
        ("mediation.invited", None, "+8613800000002"),
    }
    text = Notice.objects.get(kind="mediation.invited").text
    room = Room.objects.get()
    assert f"/mediation/{room.code}/?k=" in text
    assert at_table.title not in text


def told_to(phone):
    sent = Notice.objects.filter(kind__startswith="mediation.").order_by("pk")
    return [one for one in sent if one.to_phone == phone]


@pytest.mark.parametrize(("reach", "kinds_told"), [("", []), ("neutral", ["mediation.planned"])])
def test_who_asked_for_care_hears_what_was_agreed_with_them(at_table, mediator, reach, kinds_told):
    b = at_table.parties.order_by("pk").last()
    Party.objects.filter(pk=b.pk).update(careful="对方会看手机", reach=reach)
    room = plan(at_table, mediator)
    told = told_to(b.phone)
    assert [one.kind for one in told] == kinds_told
    assert all(one.outside and "视频" not in one.outside for one in told)
    call_off_room(room, at_table, "停电", doer=member(mediator, at_table, frozenset({"mediator"})))
    assert [bool(one.outside) for one in told_to(b.phone)[len(told) :]] == ([True] if reach else [])


def test_only_who_works_on_the_case_plans(at_table, person, mediator):
    for name in ("stranger", "jia-editor", "jia-supervisor", "yi-case_officer", "yi-mediator"):
        with pytest.raises(NotAllowed):
            plan(at_table, person(name)) if name != "stranger" else plan_room(
                at_table, tomorrow(), [1], doer=member(person(name), at_table)
            )
    with pytest.raises(NotAccepted, match="已经过了"):
        plan_room(at_table, timezone.now() - timedelta(hours=1), [1], doer=member(mediator, at_table))
    Case.objects.filter(pk=at_table.pk).update(is_open=False)
    with pytest.raises(NotAccepted, match="办结"):
        plan(at_table, mediator)


def test_without_a_mediator_in_the_case_whoever_plans_leads(case, officer):
    room = plan_room(case, tomorrow(), [one.pk for one in case.parties.all()], doer=officer)
    lead = Seat.objects.get(room=room, role="mediator")
    assert (lead.user, lead.ref) == (officer.user, "")


def test_an_agent_sits_with_its_party_and_speaks_for_it_where_the_plan_says_so(at_table, mediator):
    b = at_table.parties.order_by("pk").last()
    agent = Party.objects.create(
        tenant=at_table.tenant, case=at_table, side=b.side, role=Party.Role.AGENT, acts_for=b, name="柳律师"
    )
    room = plan(at_table, mediator, authorised=[agent.pk])
    seat = Seat.objects.get(room=room, ref=f"party-{agent.pk}")
    assert (seat.role, seat.side, seat.acts_for.name, seat.authorised) == ("agent", "b", "被乙", True)


# --- the agreement


def test_from_green_clauses_to_a_case_that_performs(
    at_table, mediator, browse, county_a, django_capture_on_commit_callbacks
):
    case = at_table
    room = settled(case, mediator)
    a, b, lead = refs(case)
    with django_capture_on_commit_callbacks(execute=True):
        room = draws_up(room, lead)
    case.refresh_from_db()
    assert (case.state, case.data["performance_due"], case.data["performance_mode"]) == (
        "agreed",
        DUE,
        "银行转账",
    )
    assert case.data["agreed_terms"] == "一、界线：以老槐树到井台的直线为界。\n二、补偿：800元。一次付清。"
    made = CasePaper.objects.get(case=case, code="mediation_agreement")
    assert (made.paper, made.status) == (room.paper, "to_sign")
    assert [seat["code"] for seat in room.paper.seats] == [a, b, lead]

    signs_by_hand(room, a)
    signs_by_hand(room, b)
    with django_capture_on_commit_callbacks(execute=True):
        signs_by_hand(room, lead)
    case.refresh_from_db()
    made.refresh_from_db()
    assert (case.state, made.status) == ("performing", "signed")
    assert case.data["effective_date"] == timezone.localdate().isoformat()
    steps = [(kind, code) for kind, code in kinds(case) if kind in ("step", "signed", "room")]
    assert steps[-7:] == [
        ("room", ""), ("step", "agree"), ("signed", "mediation_agreement"), ("signed", "mediation_agreement"),
        ("signed", "mediation_agreement"), ("step", "effect"), ("room", ""),
    ]  # fmt: skip
    room.refresh_from_db()
    assert [done for _code, _name, done in room.agenda] == [True, True]
    effect = CaseEvent.objects.get(case=case, code="effect")
    assert effect.actor == mediator
    assert whole(case) == []
    page = browse(county_a).get(f"/verify/{room.paper.code}/").content.decode()
    assert "有效" in page


def test_each_party_hears_once_that_it_is_signed_and_what_comes_now(
    at_table, mediator, django_capture_on_commit_callbacks
):
    room = settled(at_table, mediator)
    before = Notice.objects.latest("pk").pk
    with django_capture_on_commit_callbacks(execute=True):
        room = draws_up(room, refs(at_table)[2])
    for one in refs(at_table):
        with django_capture_on_commit_callbacks(execute=True):
            signs_by_hand(room, one)
    told = Notice.objects.filter(pk__gt=before, for_staff=False).order_by("to_phone")
    assert sorted((one.kind, one.to_phone) for one in told) == [
        ("case_settled", "+8613800000001"),
        ("case_settled", "+8613800000002"),
    ]
    assert told[0].text == (
        f"{at_table.number}的调解协议书各方都签好了。协议已经生效。请双方按约定在{plain(date.fromisoformat(DUE))}"
        "以前履行。我们接着做“协议履行监督与回访”，不用您申请。还可以申请哪些手续（例如司法确认），请看您的事项。"
    )


def test_the_day_that_was_agreed_stands_on_the_page_of_the_case(at_table, mediator, browse, county_a):
    client, page = browse(county_a, "jia-mediator"), f"/admin/cases/{at_table.pk}/"
    assert "没有分期或约定日期的履行。" in client.get(page).content.decode()
    draws_up(settled(at_table, mediator), refs(at_table)[2])
    text = client.get(page).content.decode()
    assert f'协议约定的履行日期：<time datetime="{DUE}"><strong>{DUE}</strong></time>' in text
    assert "没有分期或约定日期的履行。" not in text


def test_the_form_asks_for_what_the_steps_ask_for(at_table, mediator):
    room = settled(at_table, mediator)
    _a, _b, lead = refs(at_table)
    seat = sits(room, lead)
    form = part.seen(seat.room, seat)["form"]
    assert form["judgements"] == [{"code": "lawful_voluntary_content", "name": form["judgements"][0]["name"]}]
    assert (form["missing"], form["fields"]) == ("", [])
    with pytest.raises(RoomError):
        draws_up(room, lead, confirmed=())
    with pytest.raises(RoomError, match="履行方式"):
        draws_up(room, lead, how="")
    at_table.refresh_from_db()
    assert (at_table.state, CasePaper.objects.filter(case=at_table, paper__isnull=False).count()) == (
        "mediating",
        0,
    )


def test_what_other_procedures_ask_for_is_asked_and_money_is_known(officer, mediator):
    opened = open_case(
        Opening(
            "PM_TRAFFIC",
            {"dispute_summary": "追尾"},
            (PartyData("申甲"), PartyData("被乙", side=Party.Side.RESPONDENT)),
            title="交通事故",
        ),
        doer=officer,
    )
    case = opened.case
    name_handler(case, "mediator", doer=officer, user=mediator)
    Case.objects.filter(pk=case.pk).update(state="mediating")
    case.refresh_from_db()
    room = settled(case, mediator)
    _a, _b, lead = refs(case)
    seat = sits(room, lead)
    (field,) = part.seen(seat.room, seat)["form"]["fields"]
    assert (field["code"], field["kind"], field["value"]) == (
        "payment_terms", "long_text", "二、补偿：800元。一次付清。",
    )  # fmt: skip
    with pytest.raises(RoomError, match="给付内容"):
        draws_up(room, lead)
    draws_up(room, lead, more={"payment_terms": field["value"], "unknown": "x"})
    case.refresh_from_db()
    assert (case.state, case.data["payment_terms"], "unknown" in case.data) == (
        "agreed",
        field["value"],
        False,
    )


def test_a_signature_at_the_counter_counts_in_the_room(at_table, mediator):
    room = settled(at_table, mediator)
    a, _b, lead = refs(at_table)
    room = draws_up(room, lead)
    made = CasePaper.objects.get(paper=room.paper)
    signing = Signing("drawn", "申甲", "看过", room.paper.pdf_sha256, ink())
    sign_paper(made, a, signing, doer=member(mediator, at_table, frozenset({"mediator"})))
    seat = sits(room, lead)
    assert [place["turn"] for place in part.seen(seat.room, seat)["places"]] == [False, True, False]


def test_a_case_that_is_not_so_far_says_which_step_is_missing(case, officer, mediator):
    stories.tell(case, officer, mediator, stories.TO_AGREED[:3])
    case.refresh_from_db()
    room = settled(case, mediator)
    _a, _b, lead = refs(case)
    seat = sits(room, lead)
    missing = "案件现在是“已指派调解员”。请先在案件里办理“告知权利并调查”，再拟定协议书。"
    assert part.seen(seat.room, seat)["form"]["missing"] == missing
    with pytest.raises(RoomError, match="请先在案件里办理"):
        draws_up(room, lead)


def test_taken_back_and_drawn_up_again_the_case_says_what_is_signed(at_table, mediator):
    room = settled(at_table, mediator)
    _a, _b, lead = refs(at_table)
    first = draws_up(room, lead).paper
    take_back_paper("履行方式写错", actor=sits(room, lead))
    room = draws_up(room, lead, how="现金，当面交清")
    at_table.refresh_from_db()
    first.refresh_from_db()
    assert (at_table.state, at_table.data["performance_mode"]) == ("agreed", "现金，当面交清")
    assert (first.state, room.paper.state) == ("revoked", "valid")
    statuses = CasePaper.objects.filter(case=at_table, code="mediation_agreement").order_by("pk")
    assert list(statuses.values_list("status", flat=True)) == ["replaced", "to_sign"]
    assert whole(at_table) == []


def test_an_agreement_that_the_case_has_already_is_not_made_twice(at_table, mediator):
    room = settled(at_table, mediator)
    _a, _b, lead = refs(at_table)
    draws_up(room, lead)
    other = settled(at_table, mediator)
    with pytest.raises(RoomError, match="已经有协议书"):
        draws_up(other, lead)


def test_a_case_that_cannot_go_on_keeps_the_signatures_and_says_why(
    at_table, mediator, django_capture_on_commit_callbacks
):
    room = settled(at_table, mediator)
    a, b, lead = refs(at_table)
    room = draws_up(room, lead)
    signs_by_hand(room, a)
    signs_by_hand(room, b)
    Case.objects.filter(pk=at_table.pk).update(state="suspended")
    with django_capture_on_commit_callbacks(execute=True):
        signs_by_hand(room, lead)
    room.paper.refresh_from_db()
    assert room.paper.signed_sha256
    last = CaseEvent.objects.filter(case=at_table).order_by("position").last()
    assert (last.kind, last.text) == ("room", "各方在视频调解室签好调解协议书")
    told = Notice.objects.filter(kind="case_settled")
    assert {one.text.partition("签好了。")[2] for one in told} == {"工作人员接着办理，办好了再告诉您。"}
    assert told.count() == 2


def test_the_end_of_the_room_stands_in_the_record(at_table, mediator, django_capture_on_commit_callbacks):
    room = everybody_inside(plan(at_table, mediator))
    Room.objects.filter(pk=room.pk).update(opened_at=timezone.now() - timedelta(minutes=42))
    _a, _b, lead = refs(at_table)
    with django_capture_on_commit_callbacks(execute=True):
        end_room(actor=sits(room, lead))
    last = CaseEvent.objects.filter(case=at_table).order_by("position").last()
    assert (last.kind, last.text) == ("room", "视频调解结束，历时42分钟")
    assert whole(at_table) == []


# --- whose the matter is


def test_a_matter_of_another_county_is_none(case, county_b):
    assert case_matter(f"case:{case.number}").case == case
    with in_tenant(county_b):
        assert case_matter(f"case:{case.number}") is None


def test_who_may_open_a_room_of_the_case(at_table, mediator, person):
    matter = CaseMatter(at_table)
    names = ("jia-case_officer", "jia-supervisor", "stranger", "yi-case_officer")
    assert [matter.may_open(person(name)) for name in names] == [True, False, False, False]
    assert matter.may_open(mediator) is True
    assert [one.ref for one in matter.people()] == [refs(at_table)[2], *refs(at_table)[:2]]


def test_only_parties_who_were_asked_find_the_room(at_table, mediator):
    a, b = at_table.parties.order_by("pk")
    room = plan(at_table, mediator, parties=[a.pk])
    b.refresh_from_db()
    assert [list(own_rooms(at_table, one)) for one in (a, b)] == [[room], []]
