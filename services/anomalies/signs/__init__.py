"""Signs of mediations that may be invented. Each module looks for one kind; none of them decides anything."""

from services.anomalies.signs.people import people
from services.anomalies.signs.phones import phones
from services.anomalies.signs.texts import texts
from services.anomalies.signs.times import times
from services.anomalies.signs.told import County, Sign, Told
from services.anomalies.signs.villages import villages

ALL = (phones, texts, times, villages, people)


def look(cases: list[Told], county: County) -> list[Sign]:
    """The strongest first; the same cases in the same order give the same signs."""
    ordered = sorted(cases, key=lambda case: case.pk)
    found = [sign for source in ALL for sign in source(ordered, county)]
    return sorted(found, key=lambda sign: (-sign.strength, sign.kind, sign.key))
