from datetime import timedelta

import pytest
from django.utils import timezone

from services.cases.models import Case
from services.directory import due
from services.directory.models import Organisation

pytestmark = pytest.mark.django_db


def test_an_organisation_that_took_in_a_case_is_not_silent(case, inside_a):
    kind, today = "village_mediation_committee", timezone.localdate()
    busy, quiet = (
        Organisation.objects.create(tenant=inside_a, name=name, kind=kind, division=inside_a.division)
        for name in ("忙", "静")
    )
    Case.objects.filter(pk=case.pk).update(organisation=busy, opened_at=timezone.now() - timedelta(days=365))
    assert dict(due.silent(today)) == {quiet: None}
    assert dict(due.silent(today + timedelta(days=1))) == {quiet: None, busy: today - timedelta(days=365)}
