"""What is queued, for whom, and how often."""

import pytest
from django.db import connection, transaction

from services.notices import queries, registry
from services.notices.actions.queue import BadNoticeError, queue
from services.notices.models import Delivery, Notice, NoticeText
from services.notices.registry import Kind, UnknownKindError
from services.notices.wording import MissingValueError
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


def channels():
    return list(Delivery.objects.order_by("pk").values_list("channel", "state"))


def test_words_to_a_person_are_there_at_once(inside_a, citizen):
    assert queue("quiet", to_user=citizen, text="案件已受理", link="/my/", about="case:甲-1") is True
    notice = queries.of_person(citizen).get()
    assert (notice.text, notice.link, notice.about, str(notice)) == (
        "案件已受理",
        "/my/",
        "case:甲-1",
        "只在站内",
    )
    assert (queries.unread_count(citizen), channels()) == (1, [])


def test_ways_out_follow_the_kind_and_the_person(inside_a, citizen, person):
    citizen.email = "c@example.org"
    citizen.save()
    queue("everywhere", to_user=citizen, text="一")
    queue("loud", to_user=person("jia-mediator"), text="二")  # has no number
    queue("quiet", to_phone="+8619900000556", text="三")
    assert channels() == [("sms", "waiting"), ("email", "waiting")]


def test_an_unverified_number_is_not_written_to(inside_a, citizen):
    citizen.phone_verified = False
    citizen.save()
    queue("loud", to_user=citizen, text="一")
    assert channels() == []


def test_where_the_site_sends_no_sms_only_those_without_account_wait_for_one(inside_a, citizen, settings):
    settings.DEMO = False
    queue("loud", to_user=citizen, text="一")
    queue("loud", to_phone="+8619900000556", text="二")
    assert [row.notice.text for row in Delivery.objects.all()] == ["二"]


def test_once_is_once_in_a_county(inside_a, county_b, citizen):
    told = [queue("quiet", to_user=citizen, text=text, once="clock:1:warning") for text in ("一", "二")]
    assert told == [True, False]
    assert [notice.text for notice in Notice.objects.all()] == ["一"]
    with in_tenant(county_b):
        assert queue("quiet", to_user=citizen, text="三", once="clock:1:warning") is True
    assert [queue("quiet", to_user=citizen, text="四") for _ in range(2)] == [True, True]


def test_it_shares_the_fate_of_the_callers_transaction(inside_a, citizen):
    with pytest.raises(RuntimeError), transaction.atomic():
        queue("loud", to_user=citizen, text="一")
        raise RuntimeError
    assert (Notice.objects.count(), Delivery.objects.count()) == (0, 0)


def test_text_and_number_are_sealed(inside_a):
    queue("loud", to_phone="+8619900000556", text="给张三的话")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, to_phone FROM notices_notice")
        text, phone = cursor.fetchone()
    assert (text[:6], phone[:6]) == ("gAAAAA", "gAAAAA")
    notice = Notice.objects.get()
    assert (notice.text, notice.to_phone) == ("给张三的话", "+8619900000556")


def test_a_long_text_is_cut(inside_a, citizen):
    queue("quiet", to_user=citizen, text="字" * 501)
    queue("quiet", to_user=citizen, text="字" * 500)
    assert [notice.text for notice in Notice.objects.order_by("pk")] == ["字" * 499 + "…", "字" * 500]


def test_values_fill_the_shipped_words(inside_a, citizen):
    queue("booked", to_user=citizen, values={"service": "{day}", "day": "4月1日", "more": 1})
    assert Notice.objects.get().text == f"您预约的{{day}}：4月1日。{inside_a.name}"


def test_a_county_says_it_in_its_own_words(inside_a, county_b, citizen):
    NoticeText.objects.create(tenant=inside_a, kind="booked", text="{day}见")
    queue("booked", to_user=citizen, values={"service": "咨询", "day": "4月1日"})
    with in_tenant(county_b):
        queue("booked", to_user=citizen, values={"service": "咨询", "day": "4月1日"})
        assert Notice.objects.get().text == f"您预约的咨询：4月1日。{county_b.name}"
    assert Notice.objects.get().text == "4月1日见"


def test_every_declared_value_is_given(inside_a, citizen):
    with pytest.raises(MissingValueError, match="booked lacks day"):
        queue("booked", to_user=citizen, values={"service": "咨询"})


def test_something_has_to_be_said(inside_a, citizen):
    with pytest.raises(BadNoticeError):
        queue("quiet", to_user=citizen)


@pytest.mark.parametrize("link", ["https://example.org/", "//example.org/", "my/"])
def test_a_link_leads_within_the_house(link, inside_a, citizen):
    with pytest.raises(BadNoticeError):
        queue("quiet", to_user=citizen, text="一", link=link)


def test_somebody_has_to_be_told(inside_a):
    with pytest.raises(BadNoticeError):
        queue("quiet", text="一")


def test_a_kind_has_to_be_known(inside_a, citizen):
    with pytest.raises(UnknownKindError):
        queue("unheard", to_user=citizen, text="一")
    assert registry.called("unheard") == "unheard"


def test_two_kinds_have_two_codes():
    assert registry.register(Kind("quiet", "只在站内")) == registry.get("quiet")
    with pytest.raises(ValueError, match="quiet"):
        registry.register(Kind("quiet", "别的"))
