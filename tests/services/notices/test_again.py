"""What reached nobody: who sees it, and who may have it sent once more."""

import pytest

from services.notices.actions.deliver_due import deliver_due
from services.notices.actions.queue import queue
from services.notices.actions.send_again import send_again
from services.notices.errors import NoticeError
from services.notices.models import Delivery
from tenants.models import JournalEntry

pytestmark = pytest.mark.django_db
PAGE = "/admin/notices/"


@pytest.fixture
def lost(inside_a, citizen, gateway):
    queue("loud", to_user=citizen, text="一", about="case:甲-1")
    Delivery.objects.update(state="failed", attempts=6, error="网关不通")
    return Delivery.objects.get()


def again(client, delivery):
    return client.post(f"{PAGE}{delivery.pk}/again/", follow=True).content.decode()


def test_it_is_sent_from_the_start(lost, county_a, browse, gateway, citizen):
    client = browse(county_a, "jia-supervisor")
    assert "网关不通" in client.get(PAGE).content.decode()
    page = again(client, lost)
    assert ("正在重新发送" in page, "网关不通" in page) == (True, False)
    assert (deliver_due(), gateway.sent) == (1, [(citizen.phone, "一")])
    assert Delivery.objects.values_list("state", "attempts").get() == ("sent", 1)
    entry = JournalEntry.objects.get(verb="notice_sent_again")
    assert (entry.actor.username, entry.data) == ("jia-supervisor", {"method": "短信"})


def test_once_is_enough(lost, person):
    send_again(lost, actor=person("jia-supervisor"))
    with pytest.raises(NoticeError, match="不在未送达的名单里"):
        send_again(lost, actor=person("jia-supervisor"))


def test_not_while_there_is_no_way_to_the_person(lost, person, citizen, settings):
    citizen.phone_verified = False
    citizen.save()
    lost.notice.refresh_from_db()
    with pytest.raises(NoticeError, match="没有可用的手机号码"):
        send_again(lost, actor=person("jia-supervisor"))
    citizen.phone, citizen.phone_verified = "+8619900000557", True
    citizen.save()
    lost.notice.refresh_from_db()
    settings.DEMO = False
    with pytest.raises(NoticeError, match="尚未开通短信"):
        send_again(lost, actor=person("jia-supervisor"))
    settings.DEMO = True
    send_again(lost, actor=person("jia-supervisor"))
    assert Delivery.objects.get().state == "waiting"


@pytest.mark.parametrize("username", ["jia-mediator", "jia-editor", "yi-county_admin", "stranger"])
def test_others_may_not(lost, person, username):
    with pytest.raises(NoticeError, match="只有县级管理员和督导"):
        send_again(lost, actor=person(username))
    assert Delivery.objects.get().state == "failed"


def test_a_row_of_another_county_is_not_found(lost, county_b, browse):
    client = browse(county_b, "yi-county_admin")
    assert client.post(f"{PAGE}{lost.pk}/again/").status_code == 404
    assert "网关不通" not in client.get(PAGE).content.decode()
    assert Delivery.objects.get().state == "failed"


def test_a_member_of_the_staff_sees_no_list(lost, county_a, browse):
    client = browse(county_a, "jia-mediator")
    assert "网关不通" not in client.get(PAGE).content.decode()
    assert "只有县级管理员和督导" in again(client, lost)
