"""How the words leave: after the commit, again after a failure, and never twice."""

import os
import signal
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from portal import timetable
from services.notices import channels, queries
from services.notices.actions import deliver_due as module
from services.notices.actions.deliver_due import MOST_ATTEMPTS, PATIENCE, WAITS, deliver, deliver_due
from services.notices.actions.queue import queue
from services.notices.models import Delivery, Notice
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant
from tests.services.notices.programs import finished, go, running

PHONE = "+8619900000556"


def make_due():
    with across_tenants(reason="a test turns the clock"):
        Delivery.objects.filter(state="waiting").update(due_at=timezone.now() - timedelta(seconds=1))


def state():
    return Delivery.objects.values_list("state", "attempts", "error").get()


@pytest.mark.django_db
def test_it_leaves_after_the_commit(inside_a, gateway, django_capture_on_commit_callbacks):
    """The request that queued it waits for no gateway: the worker sends."""
    with django_capture_on_commit_callbacks(execute=True):
        queue("loud", to_phone=PHONE, text="明天九点调解", link="/track/")
    assert gateway.sent == []
    assert deliver_due() == 1
    assert gateway.sent == [(PHONE, "明天九点调解 http://jia.localhost/track/")]
    assert Delivery.objects.get().sent_to == "199****0556"
    assert state() == ("sent", 1, "")
    assert (deliver_due(), len(gateway.sent)) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_it_never_leaves_inside_a_transaction(inside_a, gateway):
    with transaction.atomic():
        queue("loud", to_phone=PHONE, text="一")
        with pytest.raises(RuntimeError, match="durable"):
            deliver_due()
        assert gateway.tried == 0
    assert (deliver_due(), gateway.tried) == (1, 1)


@pytest.mark.django_db
def test_what_no_process_sent_the_timetable_sends(inside_a, county_b, gateway):
    queue("loud", to_phone=PHONE, text="甲")
    with in_tenant(county_b):
        queue("loud", to_phone=PHONE, text="乙")
    duty = next(duty for duty in timetable.DUTIES if duty.run is deliver_due)
    assert duty.run() == 2
    assert gateway.sent == [(PHONE, "甲"), (PHONE, "乙")]


@pytest.mark.django_db
def test_a_mail_goes_to_the_address(inside_a, citizen, gateway):
    citizen.email = "c@example.org"
    citizen.save()
    queue("everywhere", to_user=citizen, text="请补材料")
    assert deliver_due() == 2
    assert [(message.to, message.subject, message.body) for message in mail.outbox] == [
        (["c@example.org"], "短信和邮件", "请补材料")
    ]
    assert gateway.sent == [(citizen.phone, "请补材料")]


@pytest.mark.django_db
def test_a_failure_is_tried_again_after_growing_waits_and_shown_in_the_end(inside_a, gateway):
    gateway.down = "网关不通"
    queue("loud", to_phone=PHONE, text="一")
    waits = []
    for _ in range(MOST_ATTEMPTS):
        assert deliver_due() == 0
        waits.append(round((Delivery.objects.get().due_at - timezone.now()).total_seconds() / 60))
        assert deliver_due() == 0  # not before its time
        make_due()
    assert tuple(waits[:-1]) == WAITS
    assert (gateway.tried, state()) == (MOST_ATTEMPTS, ("failed", MOST_ATTEMPTS, "网关不通"))
    assert [row.notice.text for row in queries.failed()] == ["一"]
    make_due()
    assert (deliver_due(), gateway.tried) == (0, MOST_ATTEMPTS)


@pytest.mark.django_db
def test_a_gateway_that_recovers_delivers(inside_a, gateway):
    gateway.down = "网关不通"
    queue("loud", to_phone=PHONE, text="一")
    deliver_due()
    gateway.down = ""
    make_due()
    assert deliver_due() == 1
    assert (state(), gateway.sent) == (("sent", 2, ""), [(PHONE, "一")])


@pytest.mark.django_db
def test_a_gateway_that_is_down_does_not_hold_up_the_timetable(inside_a, gateway):
    gateway.down = "网关不通"
    for number in range(PATIENCE + 3):
        queue("loud", to_phone=PHONE, text=str(number))
    deliver_due()
    assert gateway.tried == PATIENCE
    deliver_due()
    assert gateway.tried == PATIENCE + 3


@pytest.mark.django_db
def test_what_cannot_succeed_is_not_tried_again(inside_a, settings):
    queue("loud", to_phone=PHONE, text="一")
    settings.DEMO = False
    assert deliver_due() == 0
    assert state() == ("failed", 1, "本站尚未开通短信。")


@pytest.mark.django_db
def test_a_worker_that_died_has_used_up_an_attempt(inside_a, gateway, monkeypatch):
    queue("loud", to_phone=PHONE, text="一")

    def die(_channel, _notice):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(channels.Sms, "send", die)
        with pytest.raises(KeyboardInterrupt):
            deliver_due()
    assert (deliver_due(), state()) == (0, ("waiting", 1, ""))  # still claimed
    make_due()
    assert (deliver_due(), state()) == (1, ("sent", 2, ""))


@pytest.mark.django_db
def test_the_last_attempt_that_died_is_a_failure(inside_a, gateway):
    queue("loud", to_phone=PHONE, text="一")
    Delivery.objects.update(attempts=MOST_ATTEMPTS)
    assert (deliver_due(), state(), gateway.tried) == (0, ("failed", MOST_ATTEMPTS, "发送中断。"), 0)


@pytest.mark.django_db
def test_who_saw_the_row_before_another_claimed_it_leaves_it(inside_a, gateway, monkeypatch):
    queue("loud", to_phone=PHONE, text="一")
    seen = Delivery.objects.get()
    assert deliver(seen.pk) is True
    assert module._claim(seen) is False
    assert (deliver(seen.pk), gateway.tried) == (None, 1)


DELIVER = "deliver_due()"
QUEUE = """
with in_tenant(Tenant.objects.get(slug="jia")):
    for number in range(20):
        queue("loud", to_phone="+8619900000556", text=str(number), once=f"clock:{number}")
"""


def at_once(program):
    """In three processes that start at the same moment; the lines each wrote."""
    with running(program) as one, running(program) as two, running(program) as three:
        for process in (one, two, three):
            go(process)
        return [finished(process) for process in (one, two, three)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_deliver_each_word_once(inside_a):
    for number in range(60):
        queue("loud", to_phone=PHONE, text=str(number))
    lines = at_once(DELIVER)
    assert sorted(int(line) for part in lines for line in part) == list(range(60))
    assert Delivery.objects.filter(state="sent", attempts=1).count() == 60


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_queue_once(county_a):
    at_once(QUEUE)
    with in_tenant(Tenant.objects.get(slug="jia")):
        assert sorted(int(notice.text) for notice in Notice.objects.all()) == list(range(20))
        assert Delivery.objects.count() == 20


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_sending_loses_nothing(inside_a, gateway):
    """The word it was sending is sent again when its claim has run out; what it had not begun, at once."""
    for text in ("一", "二"):
        queue("loud", to_phone=PHONE, text=text)
    with running("SLOW = 600; deliver_due()") as worker:
        go(worker)
        assert worker.stdout.readline() == "一\n"
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert (deliver_due(), gateway.sent) == (1, [(PHONE, "二")])
    assert (deliver_due(), Delivery.objects.filter(state="waiting", attempts=1).count()) == (0, 1)
    make_due()
    assert (deliver_due(), gateway.sent) == (1, [(PHONE, "二"), (PHONE, "一")])
    assert set(Delivery.objects.values_list("state", "attempts")) == {("sent", 1), ("sent", 2)}
