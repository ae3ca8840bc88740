from datetime import UTC, datetime, timedelta

import pytest

from services.cases import chain
from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseClock, Handler, Party
from services.directory.models import Lawyer, Organisation
from services.notices.models import Notice

pytestmark = pytest.mark.django_db
OPENED, CLOSED = datetime(2026, 2, 3, 1, tzinfo=UTC), datetime(2026, 4, 7, 1, tzinfo=UTC)
OFFICER = Doer("经办人", tenant_roles=frozenset({"case_officer"}))


def line(number: str = "旧001", **more: object) -> Concluded:
    return Concluded(
        number=number, procedure="LA_CASE", title="追索工资", state="archived", opened_at=OPENED,
        closed_at=CLOSED, **more,
    )  # fmt: skip


def test_a_line_of_the_old_register_is_a_closed_case_whose_chain_holds(inside_a) -> None:
    (case,) = bring_in(
        [
            line(
                parties=(("applicant", "甲", "+8619900000001"),),
                limits=(("dossier", OPENED, CLOSED, CLOSED - timedelta(days=1)),),
            )
        ],
        doer=OFFICER,
    )
    case = Case.objects.get(pk=case.pk)
    assert (case.is_open, case.outcome, case.closed_at, case.version.code) == (
        False,
        "closed",
        CLOSED,
        "LA_CASE",
    )
    assert chain.faults(case, list(case.events.all())) == []
    assert Party.objects.get(case=case).phone == "+8619900000001"
    clock = CaseClock.objects.get(case=case)
    assert (clock.code, clock.status, clock.due_at) == ("dossier", "stopped", CLOSED)


def test_whoever_worked_on_it_is_named_by_the_register(inside_a) -> None:
    firm = Organisation.objects.create(
        tenant=inside_a, name="甲所", kind="law_firm", division=inside_a.division
    )
    lawyer = Lawyer.objects.create(
        tenant=inside_a, name="旧案律师", firm=firm, licence="L1", licensed_on=OPENED.date()
    )
    (case,) = bring_in([line(lawyer=lawyer)], doer=OFFICER)
    handler = Handler.objects.get(case=case)
    assert (handler.lawyer, handler.role, handler.name, handler.until) == (
        lawyer, "legal_aid_lawyer", "旧案律师", None,
    )  # fmt: skip


def test_nobody_is_told(inside_a) -> None:
    bring_in([line(f"旧{place}") for place in range(3)], doer=OFFICER)
    assert (Case.objects.count(), Notice.objects.count()) == (3, 0)


def test_what_has_not_ended_is_not_brought_in_nor_by_just_anybody(inside_a) -> None:
    with pytest.raises(NotAccepted, match="旧001"):
        bring_in([Concluded("旧001", "LA_CASE", "追索工资", "handling", OPENED, CLOSED)], doer=OFFICER)
    with pytest.raises(NotAllowed):
        bring_in([line()], doer=Doer("接待", tenant_roles=frozenset({"receptionist"}), user=object()))
    assert Case.objects.count() == 0
