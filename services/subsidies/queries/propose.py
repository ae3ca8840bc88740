from collections.abc import Iterable

from services.calendar.periods import Period
from services.subsidies.queries.duty import days_of
from services.subsidies.queries.eligible import cases_of
from services.subsidies.queries.found import Proposal
from services.subsidies.schemes import KINDS


def propose(scheme: str, period: Period, again: Iterable[int] = ()) -> Proposal:
    """Reads only. `again`: cases to be claimed although they were refused before."""
    return days_of(scheme, period) if KINDS[scheme].by_day else cases_of(scheme, period, frozenset(again))
