from datetime import timedelta

import pytest
from django.utils import timezone

from services.cases.actions.send_message import send_message
from services.cases.actors import citizen
from services.cases.models import Case

pytestmark = pytest.mark.django_db


def test_the_first_page_says_what_waits_what_is_late_and_who_wrote(inside_a, desk, new_case, case_of_b):
    mine, late, quiet = new_case(procedure="LA_CASE").case, new_case().case, new_case().case
    Case.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(days=2))
    send_message(late, "word", "什么时候开始？", doer=citizen(late.parties.first()))
    shown = desk("case_officer").get("/admin/").content.decode()
    panel = shown[shown.index("cases-panel-title") :]
    assert mine.number in panel
    assert "已逾期2天" in panel
    assert panel.count(late.number) == 2
    assert "什么时候开始" not in panel
    assert quiet.number not in panel
    assert case_of_b.title not in panel


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_whoever_does_not_work_with_cases_has_no_panel(role, inside_a, desk, new_case):
    new_case()
    assert "cases-panel-title" not in desk(role).get("/admin/").content.decode()


def test_a_lawyer_sees_an_empty_one(inside_a, desk, new_case):
    case = new_case().case
    shown = desk("lawyer").get("/admin/").content.decode()
    assert "现在没有等您办理的案件" in shown
    assert case.number not in shown
