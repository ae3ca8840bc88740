from decimal import Decimal
from fractions import Fraction

from django import template

from services.calendar.half_years import half_year

register = template.Library()
register.filter("half_year", half_year)


@register.filter
def points(exact: Fraction) -> str:
    """Two places, as scores have them."""
    shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"))
    return str(shown if shown else Decimal("0.00"))
