"""Elder mode: one question on a screen, and Back never loses what was said."""

import re

import pytest

from services.booking.models import Appointment
from tests.services.booking.conftest import at
from tests.services.booking.public.conftest import body, hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def elder(visitor):
    visitor.cookies["display"] = "elder"
    return visitor


def heading(answer) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", body(answer), re.DOTALL)[1]
    return re.sub(r"<.*?>", "", found)


def answers(answer) -> list[str]:
    part = body(answer).split('class="big"')[1].split("</ul>")[0]
    return [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+)"', part)]


def test_every_question_comes_alone_and_in_order(elder):
    seen, answer = [], elder.get("/book/advice/")
    for choice in (0, 1, 0):
        seen.append(heading(answer))
        answer = elder.get(answers(answer)[choice])
    seen.append(heading(answer))
    assert seen == ["您想和谁谈？", "您想怎么谈？", "哪一天？", "11月20日（星期五）几点？"]
    assert body(answer).count('name="slot"') == 6


def test_what_has_one_answer_is_not_asked(elder, booked_world, people):
    booked_world.channels = ("phone",)
    booked_world.save()
    booked_world.resources.set([people["王调解员"]])
    assert heading(elder.get("/book/advice/")) == "哪一天？"


def test_the_step_back_leads_to_the_question_before(elder):
    page = body(elder.get("/book/advice/?person=any&way=phone&day=2026-11-23"))
    back = page.split("上一步")[0].rsplit('href="/book', 1)[1].split('"')[0].replace("&amp;", "&")
    assert heading(elder.get(f"/book{back}")) == "哪一天？"


def test_days_come_by_the_screenful(elder):
    page = elder.get("/book/advice/?person=any&way=phone")
    assert len(answers(page)) == 8
    more = re.search(r'href="([^"]+)">更晚的日子', body(page))[1].replace("&amp;", "&")
    further = elder.get(more)
    assert heading(further) == "哪一天？"
    assert not set(answers(page)) & set(answers(further))


def test_name_phone_check_done(elder):
    address = hold(elder)
    assert heading(elder.get(address)) == "您叫什么名字？"
    wrong = elder.post(f"{address}?ask=name", {"ask": "name", "name": " "})
    assert "请填写姓名" in body(wrong)
    answer = elder.post(f"{address}?ask=name", {"ask": "name", "name": "王大娘"})
    assert heading(elder.get(answer["Location"])) == "您的手机号码是多少？"
    answer = elder.post(answer["Location"], {"ask": "phone", "phone": "19900000101"})
    check = body(elder.get(answer["Location"]))
    assert "还没有约上" in check
    assert "王大娘" in check
    assert Appointment.objects.get().state == "held"
    sent = dict(re.findall(r'type="hidden" name="(name|phone)" value="([^"]+)"', check))
    answer = elder.post(address, sent, follow=True)
    assert heading(answer) == "已约好"
    assert Appointment.objects.get().name == "王大娘"


def test_going_back_finds_what_was_said(elder):
    address = hold(elder)
    elder.post(f"{address}?ask=name", {"ask": "name", "name": "王大娘"})
    assert 'value="王大娘"' in body(elder.get(f"{address}?ask=name"))
    later = hold(elder, 10)
    assert 'value="王大娘"' in body(elder.get(f"{later}?ask=name"))


def test_a_wrong_number_at_the_end_leads_back_to_its_question(elder):
    address = hold(elder)
    answer = elder.post(address, {"name": "王大娘", "phone": "123"})
    assert heading(answer) == "您的手机号码是多少？"
    assert "请填写11位手机号码" in body(answer)


def test_moving_asks_for_the_day_and_the_time_alone(elder):
    address = hold(elder)
    elder.post(address, {"name": "王大娘", "phone": "19900000101"})
    found = Appointment.objects.get()
    page = elder.get(f"/book/mine/{found.pk}/move/")
    assert heading(page) == "哪一天？"
    assert "返回，不改" in body(page)
    page = elder.get(answers(page)[1])
    assert heading(page) == "11月23日（星期一）几点？"
    assert f'value="{at(9)}-{found.person_id}"' in body(page)
