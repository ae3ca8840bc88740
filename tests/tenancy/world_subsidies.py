"""A subsidy of the county on its way from the rate to the payment list, each thing carrying the county's mark."""

from typing import TYPE_CHECKING

from django.utils import timezone

from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import SYSTEM
from services.subsidies.models import (
    Budget,
    Claim,
    ClaimLine,
    Payee,
    PaymentList,
    PaymentRow,
    Rate,
    SchemeRule,
)

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_subsidies(world: "World") -> None:
    word, tenant, officer = world.mark.word, world.tenant, world.user("case_officer")
    rate = Rate.objects.create(
        tenant=tenant, scheme="mediation", name=word, least=200, most=200, document_number=word, clause=word
    )
    rule = SchemeRule.objects.create(tenant=tenant, scheme="mediation", basis=word)
    budget = Budget.objects.create(tenant=tenant, year=2026, scheme="mediation", amount=1000, basis=word)
    payee = Payee.objects.create(tenant=tenant, name=f"{word}受款人", bank=word, account="6222000011112222")
    case = open_case(Opening(procedure="SUBSIDY_CLAIM", title=word), doer=SYSTEM).case
    claim = Claim.objects.create(
        tenant=tenant,
        case=case,
        scheme="mediation",
        payee=payee,
        period="2026-Q2",
        compiled_by=officer,
        compiled_at=timezone.now(),
    )
    ClaimLine.objects.create(
        tenant=tenant,
        claim=claim,
        scheme="mediation",
        payee=payee,
        about_id=world.ids["case"],
        rate_name=word,
        least=200,
        most=200,
        amount=200,
        reason=word,
        bases=[[word, word]],
    )
    paid = PaymentList.objects.create(
        tenant=tenant, year=2026, number=1, scheme="mediation", made_by=officer, made_at=timezone.now()
    )
    PaymentRow.objects.create(
        tenant=tenant,
        payment_list=paid,
        claim=claim,
        claim_number=case.number,
        name=word,
        bank=word,
        account=payee.account,
        count=1,
        amount=200,
        bases=[[word, word]],
    )
    world.ids |= {
        "subsidy_claim": claim.pk, "subsidy_list": paid.pk, "subsidy_rate": rate.pk, "subsidy_rule": rule.pk,
        "subsidy_budget": budget.pk, "subsidy_payee": payee.pk,
    }  # fmt: skip
