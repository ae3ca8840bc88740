from services.subsidies.models.claim import Claim, ClaimLine, Payee
from services.subsidies.models.payment import PaymentList, PaymentRow
from services.subsidies.models.rate import Budget, Rate, SchemeRule

__all__ = ["Budget", "Claim", "ClaimLine", "Payee", "PaymentList", "PaymentRow", "Rate", "SchemeRule"]
