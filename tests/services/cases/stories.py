"""A mediation told step by step, for tests that need a case further on."""

from datetime import datetime
from typing import Any

from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.advance import advance
from services.cases.actors import Doer, member
from services.cases.models import Case, CaseEvent
from tenants.models import User

TO_AGREED: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    ("start_review", {}, ()),
    (
        "accept",
        {"accept_date": "2026-03-02", "dispute_type": "相邻", "difficulty": "general"},
        ("in_scope", "parties_willing"),
    ),
    ("assign", {}, ()),
    ("mediate_directly", {"rights_notified": "yes"}, ("simple_case",)),
    (
        "agree",
        {"agreed_terms": "改装檐沟", "performance_mode": "自行施工", "performance_due": "2026-05-01"},
        ("lawful_voluntary_content",),
    ),
)
TO_ARCHIVED = (
    ("effect", {"effective_date": "2026-03-20", "performance_due": "2026-05-01"}, ("agreement_signed",)),
)


def tell(case: Case, officer: Doer, mediator: User, steps: Any = TO_AGREED) -> list[CaseEvent]:
    return [take(case, officer, mediator, *one) for one in steps]


def take(
    case: Case,
    officer: Doer,
    mediator: User,
    step: str,
    data: dict[str, Any],
    judged: tuple[str, ...],
    now: datetime | None = None,
) -> CaseEvent:
    """By the officer, or by the mediator where only the mediator may."""
    if step == "assign":
        data = {"mediator_names": [{"ref": str(mediator.pk), "name": str(mediator)}]}
    if step == "effect":
        add_evidence(
            case,
            doer=officer,
            name="签好的协议书.pdf",
            content=b"%PDF-1.4 signed",
            code="mediation_agreement",
        )
    by_mediator = step not in ("start_review", "accept", "assign", "archive")
    doer = member(mediator, case, frozenset({"mediator"})) if by_mediator else officer
    return advance(case, step, doer=doer, data=data, confirmed=judged, now=now)
