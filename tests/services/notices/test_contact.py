"""How somebody wants to be reached is kept, and the inbox has everything."""

import pytest
from django.core import mail

from services.notices import queries
from services.notices.actions.deliver_due import deliver_due
from services.notices.actions.queue import queue
from services.notices.contact import NEVER, Contact
from services.notices.models import Delivery, NoticeText

pytestmark = pytest.mark.django_db


@pytest.fixture
def reachable(citizen):
    citizen.email = "c@example.org"
    citizen.save()
    return citizen


def test_only_the_channels_that_are_allowed(inside_a, reachable):
    for number, contact in enumerate(
        (Contact(only=frozenset({"email"})), Contact(only=frozenset({"sms"})), NEVER)
    ):
        queue("everywhere", to_user=reachable, text=str(number), contact=contact)
    ways = Delivery.objects.order_by("pk").values_list("notice__kind", "channel")
    assert list(ways) == [("everywhere", "email"), ("everywhere", "sms")]
    assert queries.unread_count(reachable) == 3


def test_outside_nothing_is_said_of_the_matter(inside_a, reachable, gateway):
    """Neither the words nor the link nor the subject of a mail, nor the name of the office."""
    queue("everywhere", to_user=reachable, text="离婚调解", link="/my/7/", contact=Contact(neutral=True))
    assert deliver_due() == 2
    words = "您有一条新消息，请在方便的时候登录查看。"
    assert gateway.sent == [(reachable.phone, f"{words} http://jia.localhost/")]
    assert [(one.subject, one.body) for one in mail.outbox] == [(words, f"{words} http://jia.localhost/")]
    notice = queries.of_person(reachable).get()
    assert (notice.text, notice.link) == ("离婚调解", "/my/7/")


def test_a_county_says_that_in_its_own_words_too(inside_a, gateway):
    NoticeText.objects.create(tenant=inside_a, kind="notices.neutral", text="请回电")
    queue("loud", to_phone="+8619900000556", text="离婚调解", contact=Contact(neutral=True))
    deliver_due()
    assert gateway.sent == [("+8619900000556", "请回电 http://jia.localhost/")]
