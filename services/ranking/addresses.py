"""How a board and a half year stand in an address; what is neither belongs to somebody else's pages."""

from django.urls import register_converter

from services.calendar.half_years import HalfYear, read
from services.ranking.formula import COUNTS


class BoardConverter:
    regex = "|".join(COUNTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class PeriodConverter:
    regex = "[12][0-9]{3}H[12]"

    def to_python(self, value: str) -> HalfYear:
        return read(value)

    def to_url(self, value: HalfYear | str) -> str:
        return value.code if isinstance(value, HalfYear) else value


register_converter(BoardConverter, "board")
register_converter(PeriodConverter, "half_year")
