from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actors import Doer, member
from services.cases.models import Case, Party
from services.directory.models import Lawyer, Mediator, Organisation
from services.voices.actions.link_for import link_for
from services.voices.actions.open_survey import open_survey
from services.voices.actions.say import say
from services.voices.models import Survey
from tenants.models import Tenant, User
from tenants.scope import current_tenant
from tests.services.cases.admin.conftest import desk  # noqa: F401

PHONE = "+8613800000001"


@pytest.fixture
def officer(person: Callable[[str], User]) -> Doer:
    return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


@pytest.fixture
def register(inside_a: Tenant, person: Callable[[str], User]) -> SimpleNamespace:
    """A firm with two lawyers and a committee with a mediator, in county A; the first lawyer has the account."""
    firm = Organisation.objects.create(
        tenant=inside_a, kind="law_firm", division=inside_a.division, name="明律所"
    )
    committee = Organisation.objects.create(
        tenant=inside_a, kind="village_mediation_committee", division=inside_a.division, name="桥村调委会"
    )
    lawyers = [
        Lawyer.objects.create(
            tenant=inside_a,
            firm=firm,
            name=name,
            licence=f"照{name}",
            licensed_on=date(2015, 3, 1),
            user=user,
        )
        for name, user in (("律一", person("jia-lawyer")), ("律二", None))
    ]
    mediator = Mediator.objects.create(
        tenant=inside_a, organisation=committee, name="调一", user=person("jia-mediator")
    )
    return SimpleNamespace(firm=firm, committee=committee, one=lawyers[0], two=lawyers[1], mediator=mediator)


@pytest.fixture
def closed(register: SimpleNamespace, officer: Doer) -> Callable[..., Case]:
    """`closed("1", procedure="PM_GENERAL", …)`: a case that ended yesterday, as if it had been opened here."""

    def made(number: str = "1", *, procedure: str = "LA_CASE", **more) -> Case:
        yesterday = timezone.now() - timedelta(days=1)
        aid = procedure.startswith("LA_")
        said = {
            "state": "archived",
            "lawyer": register.one if aid else None,
            "mediator": None if aid else register.mediator,
            "organisation": None if aid else register.committee,
            "parties": (("applicant", "申甲", PHONE), ("respondent", "被乙", "+8613800000002")),
            **more,
        }
        line = Concluded(
            number=number, procedure=procedure, title="隐情", opened_at=yesterday, closed_at=yesterday, **said
        )
        (case,) = bring_in([line], doer=officer)
        Case.objects.filter(pk=case.pk).update(lookup_hash="opened-here")
        Party.objects.filter(case=case, side="respondent").update(invited_at=yesterday)
        return Case.objects.get(pk=case.pk)

    return made


@pytest.fixture
def survey(register: SimpleNamespace) -> Survey:
    return open_survey("consultation:1", title="法律咨询", lawyer=register.one, closed_on=date(2026, 3, 2))


@pytest.fixture
def voices() -> Callable[..., list[Survey]]:
    """`voices("very", "", "fairly", lawyer=…)`: one survey each, of that day; a slip nobody answered where it is empty."""

    def made(*grades: str, day: date = date(2026, 3, 2), **about) -> list[Survey]:
        first, found = Survey.objects.filter(tenant=current_tenant()).count(), []
        for place, grade in enumerate(grades, start=first):
            one = open_survey(f"counted:{place}", title=f"事{place}", closed_on=day, **about)
            if not grade:
                link_for(one, "paper")
            found.append(say(one, grade, channel="sms") if grade else one)
        return found

    return made
