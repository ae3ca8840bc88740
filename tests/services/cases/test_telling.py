"""Parties are written to as they asked for, and what was sent stands on the case."""

from datetime import time

import pytest

from services.cases.actions.agree_contact import agree_contact
from services.cases.actions.send_message import send_message
from services.cases.actors import citizen
from services.cases.errors import NotAllowed
from services.cases.models import Case, CaseEvent, Message, Party
from services.notices import queries
from services.notices.actions.deliver_due import deliver_due
from services.notices.hours import Span
from services.notices.models import Delivery, Notice, NoticeText
from tenants import sms

pytestmark = pytest.mark.django_db
PHONE = "+8613800000001"


@pytest.fixture
def gateway(monkeypatch):
    sent = []

    class Paper:
        def send(self, phone, text):
            sent.append((phone, text))

    monkeypatch.setattr(sms, "carrier", Paper)
    monkeypatch.setattr(queries, "USUAL_QUIET", Span(time(0), time(0)))
    return sent


@pytest.fixture
def ask(officer, case: Case):
    """The office asks the applicant something; what was queued for it."""

    def asked() -> Notice:
        send_message(case, Message.Kind.QUESTION, "水从哪里来？", doer=officer)
        return Notice.objects.filter(kind="case_question").latest("pk")

    return asked


def agree(case, officer, **how):
    party = Party.objects.get(case=case, phone_mark__gt="", side="applicant")
    said = {"reach": "", "since": None, "until": None, "careful": ""} | how
    return agree_contact(party, **said, doer=officer)


def test_words_follow_the_countys_wording(ask, inside_a, case, gateway):
    NoticeText.objects.create(tenant=inside_a, kind="case_question", text="{number}：请来电")
    assert ask().text == f"{case.number}：请来电"
    deliver_due()
    assert gateway[-1] == (PHONE, f"{case.number}：请来电 http://jia.localhost/track/")


def test_a_way_is_agreed_and_recorded(ask, case, officer, gateway):
    agree(case, officer, reach="neutral", since=time(9), until=time(17))
    notice = ask()
    assert (notice.since, notice.until, case.number in notice.text) == (time(9), time(17), True)
    assert "您有一条新消息" in notice.outside
    event = CaseEvent.objects.filter(case=case, kind="party").latest("position")
    assert event.text == "约定怎样联系申甲：可以发，但不提是什么事"


def test_nothing_leaves_the_house_for_whom_that_was_agreed(ask, case, officer):
    agree(case, officer, reach="portal")
    notice = ask()
    assert Delivery.objects.filter(notice=notice).count() == 0


def test_who_asked_for_care_is_not_written_to_before_a_way_is_agreed(ask, case, officer):
    agree(case, officer, careful="对方看手机")
    with pytest.raises(Notice.DoesNotExist):
        ask()
    agree(case, officer, reach="neutral")
    assert ask().outside
    assert Party.objects.get(case=case, side="applicant").careful == "对方看手机"


def test_a_party_does_not_agree_with_itself(case):
    party = Party.objects.get(case=case, side="applicant")
    with pytest.raises(NotAllowed):
        agree_contact(party, reach="email", since=None, until=None, careful="", doer=citizen(party, None))
