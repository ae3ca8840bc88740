"""Where somebody stands after a step, and what they read before it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.cases.actions.advance import advance
from services.cases.models import Case

pytestmark = pytest.mark.django_db

ACCEPT = {
    "step-sent": "1", "step-accept_date": "2026-03-02", "step-dispute_type": "相邻", "step-difficulty": "general",
    "step-_confirmed": ["in_scope", "parties_willing"],
}  # fmt: skip


def test_reception_keeps_what_it_has_passed_on(inside_a, desk, new_case, officer):
    case = new_case().case
    advance(case, "start_review", doer=officer)
    Case.objects.filter(pk=case.pk).update(waiting_for="receptionist")
    client = desk("receptionist")
    answer = client.post(f"/admin/cases/{case.pk}/do/accept/", {"revision": "1", **ACCEPT}, follow=True)
    assert answer.redirect_chain == [(f"/admin/cases/{case.pk}/", 302)]
    assert answer.status_code == 200
    assert "已办理“受理登记”，现在轮到" in answer.content.decode()
    case.refresh_from_db()
    assert case.waiting_for != "receptionist"
    assert case.number in client.get("/admin/cases/", {"tab": "all"}).content.decode()


def test_who_works_on_it_reads_what_was_applied_for(inside_a, desk, new_case):
    case = new_case(
        values={"dispute_summary": "屋檐滴水", "dispute_requests": "改装檐沟", "applicant_id_no": "x"}
    ).case
    page = desk("case_officer").get(f"/admin/cases/{case.pk}/").content.decode()
    applied = page.split('id="applied"')[1].split("</section>")[0]
    assert ("屋檐滴水" in applied, "改装檐沟" in applied, "身份证" in applied) == (True, True, False)


def test_a_day_of_the_past_is_today_at_first_and_never_to_come(inside_a, desk, new_case, officer):
    case = new_case().case
    advance(case, "start_review", doer=officer)
    client, today = desk("case_officer"), timezone.localdate()
    address = f"/admin/cases/{case.pk}/do/accept/"
    assert f'value="{today}"' in client.get(address).content.decode()
    tomorrow = {"revision": "1", **ACCEPT, "step-accept_date": f"{today + timedelta(days=1)}"}
    assert f"不能晚于{today}" in client.post(address, tomorrow).content.decode()
