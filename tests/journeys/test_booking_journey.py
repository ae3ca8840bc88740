"""From a quarrel about land to a talk that is booked, told of, moved and called off; and the day at the counter."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import ELDER, PHONE
from tests.browser.visitor import Visitor
from tests.journeys.booking import MEDIATOR, SERVICE, Booker, InElderMode, OnTelephone

pytestmark = pytest.mark.browser

# What waits for the morning leaves now; then the words to one number, and how far they came.
OUTBOX = """
from django.utils import timezone
from services.notices.actions.deliver_due import deliver_due
from services.notices.models import Delivery
from tenants.scope import across_tenants
with across_tenants(reason="a test reads the outbox"):
    Delivery.objects.filter(state="waiting").update(due_at=timezone.now())
deliver_due()
with across_tenants(reason="a test reads the outbox"):
    for row in Delivery.objects.select_related("notice").order_by("pk"):
        if row.notice.to_phone == "%s":
            print(row.channel, row.state, row.notice.text)
"""

# Whoever comes today, at whatever hour the test runs: placed as the demo places its own, without opening hours.
TODAY = """
from django.utils import timezone
from services.booking.actions.take_place import take_place
from services.booking.models import Appointment, BookableService
from services.booking.ticks import tick
from tenants.models import Tenant
from tenants.scope import in_tenant
now = timezone.localtime()
start = now.replace(hour=min(now.hour, 22), minute=now.minute // 5 * 5, second=0, microsecond=0)
with in_tenant(Tenant.objects.get(slug="yunxi")):
    service = BookableService.objects.get(code="land-talk")
    person = service.resources.get(name="%s")
    session, place = take_place(service, tick(start), [person], "in_person", None)
    print(Appointment.objects.create(
        tenant=service.tenant, number="%s", service=service, session=session, place=place, person=person,
        starts_at=session.starts_at, ends_at=session.ends_at, channel="in_person", state="confirmed", name="%s",
    ).pk)
"""


def sent(server, phone: str) -> list[str]:
    """Channel, state and words of what left the house for a number, the oldest first."""
    return server.manage("shell", "-v", "0", "-c", OUTBOX % phone).splitlines()


def sign_in_by_code(person: Visitor, phone: str) -> None:
    person.go("/accounts/login/code/")
    person.page.get_by_label("手机号").fill(phone)
    person.page.locator("[name=phone]").press("Enter")
    expect(person.page.locator("main")).to_contain_text("验证码")
    person.page.fill("[name=code]", person.page.locator("main strong").last.inner_text())
    person.page.locator("[name=code]").press("Enter")
    person.page.wait_for_url("**/accounts/welcome/")


def open_diary(colleague: Page) -> None:
    colleague.get_by_role("button", name="预约", exact=True).click()
    colleague.get_by_role("link", name="预约日程", exact=True).click()
    expect(colleague.locator("h1")).to_have_text("预约日程")


def walk(somebody: Booker) -> None:
    """Found, picked, filled in, booked."""
    somebody.find()
    somebody.pick()
    somebody.fill()
    somebody.keep_slip()


def change_and_call_off(somebody: Booker) -> None:
    assert not somebody.sees_free()
    somebody.look_up()
    somebody.choose_another_time()
    somebody.move()
    somebody.call_off()
    assert somebody.told() == ["预约取消", "预约改期", "预约成功"]
    assert somebody.sees_free()


def test_a_talk_is_booked_moved_and_called_off_on_a_telephone(arrive, server):
    somebody = OnTelephone(arrive(width=PHONE), "蔺小满", "199 0000 0481")
    walk(somebody)
    told = sent(server, "+8619900000481")
    assert [line.split()[:2] for line in told] == [["sms", "sent"]]
    code, number = somebody.code.replace(" ", ""), somebody.number.replace(" ", "")
    assert [word in told[0] for word in (MEDIATOR, number, code)] == [True, True, True]
    change_and_call_off(somebody)


def test_the_same_in_elder_mode_one_question_a_screen(arrive):
    person = arrive(width=PHONE, mode=ELDER)
    sign_in_by_code(person, "199 0000 0482")
    somebody = InElderMode(person, "蔺大满", "199 0000 0482")
    walk(somebody)
    person.go("/my/notices/")
    somebody.at("我的提醒")
    expect(person.page.locator(".inbox__text").first).to_contain_text(re.compile(f"您已约好.*{MEDIATOR}"))
    change_and_call_off(somebody)


def test_who_has_come_is_seen_by_the_mediator_and_by_nobody_of_the_other_county(arrive, server):
    number, name = "97531864", "蔺老满"
    key = server.manage("shell", "-v", "0", "-c", TODAY % (MEDIATOR, number, name)).strip()

    desk = arrive("yunxi-reception").page
    open_diary(desk)
    desk.locator("#main").get_by_role("link", name="今天的窗口").click()
    desk.get_by_label(re.compile("^预约号、姓名")).fill(number)
    desk.get_by_role("button", name="查找").click()
    desk.locator(".bk-found").get_by_role("button", name=f"到了 {name}").click()
    expect(desk.locator("section:has(#bk-waiting)").get_by_role("link", name=name)).to_be_visible()

    mediator = arrive("yunxi-mediator").page
    open_diary(mediator)
    mediator.get_by_role("link", name="周", exact=True).click()
    entry = mediator.locator(".bk-grid .bk-entry", has_text=name)
    expect(entry.locator(".bk-is-arrived")).to_be_visible()
    expect(entry).to_contain_text(SERVICE)

    stranger = arrive("pingchuan-officer", tenant="pingchuan")
    open_diary(stranger.page)
    expect(stranger.page.locator("body")).not_to_contain_text(name)
    assert stranger.go(f"/admin/booking/appointments/{key}/").status == 404
