"""The calendar in the back office: who reads it, who writes it, what is journalled."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from services.calendar.models import CalendarDay, CalendarYear
from tenants.models import JournalEntry
from tenants.scope import in_tenant

LIST, YEAR = "/admin/working-days/", "/admin/working-days/year/"
NEW = {"date": "2026-11-06", "kind": "holiday", "name": "县庆"}


def journal(tenant, kind: str) -> list[tuple]:
    with in_tenant(tenant):
        told = JournalEntry.objects.filter(subject_kind=f"services_calendar.{kind}").order_by("pk")
        return [*told.values_list("actor__username", "verb", "data")]


def days(tenant, **where) -> list[tuple]:
    with in_tenant(tenant):
        found = CalendarDay.objects.filter(**where)
        return [(one.date.isoformat(), one.kind, one.name, one.source) for one in found]


@pytest.fixture
def admin(county_a, browse):
    return browse(county_a, "jia-county_admin")


def test_the_administrator_adds_edits_and_takes_out_a_day(admin, county_a, county_b):
    assert (
        admin.post(f"{LIST}create/", {**NEW, "tenant": county_b.pk, "source": "library"}).status_code == 302
    )
    assert days(county_a, date="2026-11-06") == [("2026-11-06", "holiday", "县庆", "editor")]
    with in_tenant(county_a):
        own, known = CalendarDay.objects.get(date="2026-11-06"), CalendarDay.objects.get(date="2026-05-04")
    admin.post(f"{LIST}edit/{known.pk}/", {"date": "2026-05-04", "kind": "makeup", "name": "照常上班"})
    assert days(county_a, date="2026-05-04") == [("2026-05-04", "makeup", "照常上班", "editor")]
    admin.post(f"{LIST}delete/{own.pk}/")
    assert days(county_a, date="2026-11-06") == []
    assert journal(county_a, "calendarday") == [
        ("jia-county_admin", "create", {}),
        ("jia-county_admin", "edit", {"changed": ["kind", "name"]}),
        ("jia-county_admin", "delete", {}),
    ]
    assert (days(county_b, date="2026-11-06"), journal(county_b, "calendarday")) == ([], [])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({**NEW, "date": "2026-01-01"}, "这一天已经在工作日历里，请修改原来的那一条。"),
        ({**NEW, "kind": "makeup"}, "这一天是星期一至星期五，本来就上班，不需要录入。"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(data, sentence, admin, county_a):
    before = days(county_a)
    assert sentence in admin.post(f"{LIST}create/", data).content.decode()
    assert days(county_a) == before


def test_the_list_is_filtered_by_year(admin):
    page = admin.get(LIST, {"year": "2026", "export": "csv"})
    lines = b"".join(page.streaming_content).decode().splitlines()
    assert {line[:4] for line in lines[1:]} == {"2026"}
    assert admin.get(LIST, {"year": "x"}).status_code == 200


def test_a_year_is_filled_by_its_button(admin, county_a):
    with in_tenant(county_a):
        CalendarDay.objects.filter(date__year=2025).delete()
    page = admin.post(YEAR, {"year": "2025", "what": "fill"}, follow=True).content.decode()
    assert "2025年的放假安排已经填入" in page
    assert len(days(county_a, date__year=2025)) > 20
    page = admin.post(YEAR, {"year": "2031", "what": "fill"}, follow=True).content.decode()
    assert "系统里还没有2031年的放假安排" in page
    assert journal(county_a, "calendaryear") == [("jia-county_admin", "fill_calendar", {"on": "2025"})]


def test_a_year_is_declared_and_taken_back(admin, county_a):
    admin.post(f"{LIST}create/", {**NEW, "date": "2031-01-01"})
    admin.post(YEAR, {"year": "2031", "what": "declare"})
    with in_tenant(county_a):
        assert CalendarYear.objects.get(year=2031).source == "editor"
    admin.post(YEAR, {"year": "2031", "what": "reopen"})
    with in_tenant(county_a):
        assert CalendarYear.objects.filter(year=2031).count() == 0


@pytest.mark.parametrize("data", [{}, {"year": "x", "what": "fill"}, {"year": "2025", "what": "drop"}])
def test_nonsense_changes_nothing(data, admin, county_a):
    before = days(county_a)
    assert admin.post(YEAR, data).status_code == 400
    assert days(county_a) == before


@pytest.mark.parametrize(
    ("username", "statuses"),
    [
        ("jia-mediator", (403, 403, 403)),
        ("jia-supervisor", (403, 403, 403)),
        ("yi-county_admin", (403, 403, 403)),
        ("stranger", (403, 403, 403)),
        ("", (302, 302, 302)),
    ],
)
def test_nobody_else_comes_near(username, statuses, county_a, county_b, browse):
    client, before = browse(county_a, username), (days(county_a), days(county_b))
    answers = (
        client.get(LIST), client.post(f"{LIST}create/", NEW), client.post(YEAR, {"year": "2025", "what": "fill"}),
    )  # fmt: skip
    assert tuple(answer.status_code for answer in answers) == statuses
    assert (days(county_a), days(county_b)) == before


def test_another_countys_day_is_not_there(county_a, county_b, browse):
    with in_tenant(county_a):
        foreign = CalendarDay.objects.get(date=date(2026, 1, 1)).pk
    client = browse(county_b, "yi-county_admin")
    answers = [client.post(f"{LIST}{what}/{foreign}/", NEW).status_code for what in ("edit", "delete")]
    assert answers == [404, 404]


def test_the_command(county_a):
    with in_tenant(county_a):
        CalendarYear.objects.filter(year=2026).delete()
    out = StringIO()
    call_command("fill_calendar", stdout=out)
    call_command("fill_calendar", tenant="jia", year=2025, stdout=out)
    assert out.getvalue().splitlines()[0] == "填入了 1 个年度。"
    for wrong in ({"tenant": "jia"}, {"tenant": "jia", "year": 2031}, {"tenant": "nobody", "year": 2026}):
        with pytest.raises(CommandError):
            call_command("fill_calendar", **wrong)
