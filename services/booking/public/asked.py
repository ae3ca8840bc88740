"""What a visitor has chosen so far, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from services.booking.belongs import Belonging, belonging
from services.booking.models import BookableService, Resource
from services.booking.public.slots import ANYBODY, choosable

LONGEST = 60
# What stands in the address of a directory page for a person: the column of Resource that leads to it.
STANDS_FOR = ("mediator", "lawyer")


@dataclass(frozen=True)
class Asked:
    """`given`: what was said and understood, by the names of the address. Where nothing was said of the way, the
    first one counts; where nobody was named, anybody will do."""

    way: str
    person: Resource | None
    day: date | None
    since: date | None
    about: Belonging | None
    missed: int | None
    given: Mapping[str, str]

    def address(self, **changes: object) -> str:
        """What follows the path of the page with other choices; None takes one away."""
        kept = {name: value for name, value in {**self.given, **changes}.items() if value is not None}
        return f"?{urlencode(kept)}" if kept else ""


def read(request: HttpRequest, service: BookableService, **unsaid: str) -> Asked:
    """From the address, or from the form that was sent; `unsaid` counts where neither says anything.

    Raises Http404 for what this county does not have.
    """
    sent = request.POST if request.method == "POST" else request.GET
    said = unsaid | {name: value[:LONGEST].replace("\x00", "") for name, value in sent.items()}
    way = said.get("way", "")
    day = _day(said.get("day", ""))
    person, who = _person(service, said)
    about = _about(request, said.get("case", ""))
    given = {
        "way": way if way in service.channels else None,
        "person": who,
        "day": day.isoformat() if day else None,
        "case": said.get("case") or None,
    }
    return Asked(
        way=given["way"] or next(iter(service.channels), ""),
        person=person,
        day=day,
        since=_day(said.get("since", "")),
        about=about,
        missed=_number(said.get("missed", "")),
        given={name: value for name, value in given.items() if value},
    )


def key_of(said: str) -> int:
    """Of a row in an address. Raises Http404."""
    key = _number(said, longest=18)
    if key is None:
        raise Http404
    return key


def _person(service: BookableService, said: Mapping[str, str]) -> tuple[Resource | None, str | None]:
    named = next((name for name in (*STANDS_FOR, "person") if said.get(name)), "")
    if not named or said[named] == ANYBODY:
        return None, ANYBODY if named else None
    key, people = key_of(said[named]), choosable(service)
    found = people.get(key) if named == "person" else _standing_for(people, named, key)
    if found is None:
        raise Http404
    return found, str(found.pk)


def _standing_for(people: Mapping[int, Resource], register: str, key: int) -> Resource | None:
    return next((one for one in people.values() if getattr(one, f"{register}_id") == key), None)


def _about(request: HttpRequest, number: str) -> Belonging | None:
    found = belonging(request, number) if number else None
    if number and found is None:
        raise Http404
    return found


def _day(said: str) -> date | None:
    """Of a year in which one can reckon with the days before and after."""
    try:
        found = date.fromisoformat(said) if len(said) == len("2026-01-31") else None
    except ValueError:
        return None
    return found if found and MINYEAR < found.year < MAXYEAR else None


def _number(said: str, longest: int = 8) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= longest else None
