"""Allowances of the newest half-year in the demo: the first quarter is paid, the second waits for approval."""

from datetime import date, timedelta
from decimal import Decimal

from home.demo.scene import Scene, at
from services.calendar.half_years import HalfYear
from services.calendar.periods import Period, read
from services.cases.actions.afterwards import left_for_later
from services.subsidies.actions.compile_claims import compile_claims
from services.subsidies.actions.decide import approve
from services.subsidies.actions.pay import make_list, pay
from services.subsidies.actions.submit import submit
from services.subsidies.models import Budget, Payee, Rate, SchemeRule

SCHEME = "legal_aid"


def subsidise(scene: Scene, half: HalfYear) -> None:
    said = scene.words["subsidy"]
    rule = {"document_number": said["document_number"], "clause": said["clause"]}
    Rate.objects.create(
        tenant=scene.tenant, scheme=SCHEME, name=said["name"], least=said["amount"], most=said["amount"],
        since=half.since - timedelta(days=365), **rule,
    )  # fmt: skip
    SchemeRule.objects.create(
        tenant=scene.tenant,
        scheme=SCHEME,
        needs_review=False,
        basis=f"{said['document_number']} {said['clause']}",
    )
    Budget.objects.create(
        tenant=scene.tenant, scheme=SCHEME, year=half.since.year, amount=Decimal(said["budget"])
    )
    with left_for_later():
        for place, first in enumerate((half.since, half.since.replace(month=half.since.month + 3))):
            period = read(f"{first.year}-Q{(first.month + 2) // 3}")
            if period is not None:
                _claim(scene, period, paid=place == 0)


def _claim(scene: Scene, period: Period, *, paid: bool) -> None:
    officer, admin, said = scene.account("officer"), scene.account("admin"), scene.words["subsidy"]
    day: date = period.last + timedelta(days=8)
    for claim in compile_claims(SCHEME, period, actor=officer, now=at(day, 9)):
        for part in submit(claim, actor=officer, now=at(day, 10)):
            if paid:
                approve(part, actor=admin, compliant=True, now=at(day + timedelta(days=4), 10))
    if paid:
        for number, payee in enumerate(Payee.objects.order_by("pk"), 1):
            payee.account, payee.bank = f"{said['account']}{number:04}", said["bank"]
            payee.save(update_fields=["account", "bank"])
        listed = make_list(SCHEME, actor=officer, now=at(day + timedelta(days=6), 10))
        pay(
            listed, actor=admin, paid_on=day + timedelta(days=9), now=at(day + timedelta(days=9), 15)
        )  # fmt: skip
