"""The button was pressed twice, and both requests arrive at the same moment."""

import pytest

from services.cases.actions.apply import Application, Brought, apply
from services.cases.application import application_form
from services.cases.models import Case, Evidence, Receipt
from tenants.scope import in_tenant
from tests.services.cases.test_at_once import PEOPLE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_case_is_opened_and_all_see_its_receipt(county_a):
    with in_tenant(county_a):
        _procedure, form = application_form(county_a, "PM_GENERAL")
        values = {"applicant_name": "申小甲", "respondent_name": "被小乙", "dispute_summary": "滴水"}
        application = Application(
            "PM_GENERAL", form, values, [Brought("evidence_files", "借条.pdf", b"%PDF-1.4")]
        )
        found = at_once(
            county_a,
            [lambda: apply(application, user=None, owner="o" * 64, token="t" * 32) for _one in range(PEOPLE)],
        )
        assert (Case.objects.count(), Receipt.objects.count(), Evidence.objects.count()) == (1, 1, 1)
        assert {receipt.case_id for receipt in found} == {Case.objects.get().pk}
