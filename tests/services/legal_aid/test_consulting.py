"""Consultations: recorded, put right, called back, passed on, counted once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import Doer
from services.cases.models import Case
from services.directory.models import Lawyer
from services.legal_aid.actions.call_back import called_back, remind_of_calls
from services.legal_aid.actions.count_question import count_question
from services.legal_aid.actions.pass_on import pass_on
from services.legal_aid.actions.record_consultation import (
    Asked,
    correct_consultation,
    record_consultation,
    withdraw_consultation,
)
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import Consultation
from services.legal_aid.queries import consultations
from services.notices.models import Notice
from services.voices.models import Survey
from tenants.models import JournalEntry, Tenant, User
from tests.services.legal_aid.conftest import shift_of

pytestmark = pytest.mark.django_db
Make = Callable[..., Lawyer]
Person = Callable[[str], User]
PHONE = "+8613800000009"


@pytest.fixture
def own(lawyer: Make, person: Person) -> Lawyer:
    """The line of jia-lawyer in the register."""
    return lawyer("甲律师", user=person("jia-lawyer"))


def test_one_tap_is_enough(own: Lawyer, county_a: Tenant, browse: Callable[..., Client]) -> None:
    shift = shift_of(own)
    phone = browse(county_a, "jia-lawyer")
    page = phone.get("/admin/legal-aid/consultations/add/").text
    assert "正在法院律师工作站值班" in page
    sent = {
        "matter": "labour",
        "channel": "station",
        "answer": "answered",
        "minutes": "10",
        "organisation": shift.roster.organisation_id,
    }
    for wrong, said in (
        ({"matter": ""}, "请选择“问的是什么”。"),
        ({"minutes": "0"}, "用时请填1至480分钟。"),
        ({"phone": "1380"}, "请填写11位手机号码"),
    ):
        refused = phone.post("/admin/legal-aid/consultations/add/", sent | {"summary": "打过的字"} | wrong)
        [(field, errors)] = refused.context["form"].errors.items()
        assert (field, said in errors[0], said in refused.text) == (next(iter(wrong)), True, True)
        assert "打过的字" in refused.text
    assert Consultation.objects.count() == 0
    assert phone.post("/admin/legal-aid/consultations/add/", sent).status_code == 302
    made = Consultation.objects.get()
    assert (made.lawyer, made.shift, made.matter, made.channel, made.name) == (
        own,
        shift,
        "labour",
        "station",
        "",
    )
    today = timezone.localdate()
    assert consultations(today, today) == {own.pk: 1}
    assert consultations(today - timedelta(days=9), today - timedelta(days=1)) == {}


def test_who_leaves_a_phone_is_asked(own: Lawyer, person: Person) -> None:
    asked = Asked("phone", lawyer=own, phone=PHONE)
    made = record_consultation(asked, actor=person("jia-lawyer"), ask=True)
    survey = Survey.objects.get()
    assert (survey.about, survey.lawyer) == (f"consultation:{made.pk}", own)
    assert [one.to_phone for one in Notice.objects.all()] == [PHONE]
    record_consultation(asked, actor=person("jia-lawyer"))
    assert Survey.objects.count() == 1


@pytest.mark.parametrize("who", ["jia-mediator", "jia-editor", "stranger", "yi-case_officer"])
def test_others_record_nothing(who: str, inside_a: Tenant, person: Person) -> None:
    with pytest.raises(NotAllowed):
        record_consultation(Asked("phone"), actor=person(who))


def test_put_right_by_whoever_wrote_it_on_the_same_day(own: Lawyer, person: Person) -> None:
    me, now = person("jia-lawyer"), timezone.now()
    made = record_consultation(Asked("phone", lawyer=own, matter="labour"), actor=me, now=now)
    with pytest.raises(NotAllowed):
        correct_consultation(made, Asked("phone", lawyer=own), actor=person("jia-case_officer"), now=now)
    with pytest.raises(NotAllowed):
        correct_consultation(made, Asked("phone", lawyer=own), actor=me, now=now + timedelta(days=1))
    correct_consultation(made, Asked("phone", lawyer=own, matter="debt", summary="借条"), actor=me, now=now)
    made.refresh_from_db()
    assert (made.matter, made.summary) == ("debt", "借条")
    entry = JournalEntry.objects.get(verb="consultation_corrected")
    assert entry.data == {"changed": ["matter", "summary"]}
    withdraw_consultation(made, actor=me, now=now)
    assert Consultation.objects.count() == 0


def test_a_promised_call_is_remembered_and_made(own: Lawyer, person: Person) -> None:
    me, today = person("jia-lawyer"), timezone.localdate()
    with pytest.raises(NotAccepted, match="回复日期"):
        record_consultation(Asked("phone", lawyer=own, phone=PHONE, answer="call_back"), actor=me)
    day = today + timedelta(days=2)
    made = record_consultation(
        Asked("phone", lawyer=own, phone=PHONE, answer="call_back", call_back_on=day), actor=me, ask=True
    )
    assert Survey.objects.count() == 0
    assert [remind_of_calls(one) for one in (today, day, day)] == [0, 1, 0]
    assert Notice.objects.get(kind="legal_aid.call_back").to_user == me
    called_back(made, actor=me)
    with pytest.raises(NotAccepted, match="已经回复过"):
        called_back(made, actor=me)
    assert (Survey.objects.count(), remind_of_calls(day)) == (1, 0)


def test_passed_on_with_what_was_written_down(own: Lawyer, person: Person) -> None:
    me = person("jia-lawyer")
    asked = Asked(
        "phone",
        lawyer=own,
        matter="labour",
        name="问甲",
        phone=PHONE,
        summary="工资没发",
        answer="legal_aid",
        crowd="migrant_worker",
    )
    made = record_consultation(asked, actor=me)
    case = pass_on(made, actor=me).case
    made.refresh_from_db()
    assert (case.procedure_code, made.follow_up, case.matter, case.channel) == (
        "LA_CASE",
        case,
        "labour",
        "phone",
    )
    assert {key: case.data[key] for key in ("applicant_name", "dispute_summary", "crowd_kind")} == {
        "applicant_name": "问甲", "dispute_summary": "工资没发", "crowd_kind": ["migrant_worker"],
    }  # fmt: skip
    assert [(one.name, one.phone) for one in case.parties.all()] == [("问甲", PHONE)]
    with pytest.raises(NotAccepted, match="已经转办"):
        pass_on(made, actor=me)


def test_nobody_unnamed_is_passed_on(own: Lawyer, person: Person) -> None:
    made = record_consultation(Asked("phone", lawyer=own, answer="mediation"), actor=person("jia-lawyer"))
    with pytest.raises(NotAccepted, match="姓名和电话"):
        pass_on(made, actor=person("jia-lawyer"))


def test_a_question_that_came_as_a_case_counts_once(own: Lawyer, officer: Doer, person: Person) -> None:
    case = open_case(Opening(procedure="LA_DUTY", channel="online", matter="labour"), doer=officer).case
    Case.objects.filter(pk=case.pk).update(state="answering")
    case.refresh_from_db()
    answering = Doer("甲律师", person("jia-lawyer"), frozenset({"lawyer"}), seated=True)
    event = advance(case, "complete", doer=answering, data={"consult_answer": "可以申请仲裁"})
    made = count_question(case, event)
    assert (made.lawyer, made.channel, made.matter, made.source) == (own, "online", "labour", case)
    assert (count_question(case, event), Consultation.objects.count()) == (None, 1)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("jia-lawyer", 200),
        ("jia-case_officer", 200),
        ("jia-supervisor", 200),
        ("jia-receptionist", 404),
        ("jia-mediator", 403),
    ],
)
def test_who_reads_it(
    who: str, status: int, own: Lawyer, person: Person, county_a: Tenant, browse: Callable[..., Client]
) -> None:
    made = record_consultation(Asked("phone", lawyer=own, phone=PHONE), actor=person("jia-lawyer"))
    page = browse(county_a, who).get(f"/admin/legal-aid/consultations/{made.pk}/")
    assert page.status_code == status
    if status == 200:
        assert ("138 0000 0009" in page.text) == (who != "jia-supervisor")


def test_the_other_county(
    own: Lawyer, person: Person, county_b: Tenant, browse: Callable[..., Client]
) -> None:
    made = record_consultation(Asked("phone", lawyer=own), actor=person("jia-lawyer"))
    client = browse(county_b, "yi-case_officer")
    assert client.get(f"/admin/legal-aid/consultations/{made.pk}/").status_code == 404
    assert "甲律师" not in client.get("/admin/legal-aid/consultations/").text


def test_a_long_list_costs_what_a_short_one_does(
    own: Lawyer, county_a: Tenant, browse: Callable[..., Client], django_assert_max_num_queries: object
) -> None:
    Consultation.objects.bulk_create(
        Consultation(tenant=county_a, at=timezone.now(), channel="phone", lawyer=own) for _one in range(60)
    )
    client = browse(county_a, "jia-case_officer")
    client.get("/admin/legal-aid/consultations/")
    with django_assert_max_num_queries(25):
        client.get("/admin/legal-aid/consultations/")
