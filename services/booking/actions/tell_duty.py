"""Words about duties, in the caller's transaction: to who is on duty, to the place, to the administrators."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import override

from services.booking import roster_kinds
from services.booking.duty_wording import enumerated, line, when
from services.booking.models import Resource, Roster, Shift
from services.notices.actions.queue import queue
from tenants.queries import standing_admins
from tenants.scope import current_tenant


@override("zh-hans")
def tell_people(roster: Roster, shifts: Iterable[Shift]) -> None:
    """Each person once, with all their shifts."""
    by_person: dict[Resource, list[Shift]] = defaultdict(list)
    for shift in shifts:
        if shift.resource is not None:
            by_person[shift.resource].append(shift)
    for person, own in by_person.items():
        values = {"place": roster.organisation.name, "shifts": enumerated(map(when, own))}
        _to(person, roster_kinds.ON_DUTY.code, roster, values)


@override("zh-hans")
def tell_changed(person: Resource, shift: Shift, what: str) -> None:
    _to(person, roster_kinds.DUTY_CHANGED.code, shift.roster, {"shifts": when(shift), "what": what})


@override("zh-hans")
def hand_over_list(roster: Roster, shifts: Sequence[Shift]) -> None:
    _to_place(roster, roster_kinds.LIST.code, enumerated(map(line, shifts)))


def correct_list(roster: Roster, lines: Iterable[str]) -> None:
    """To a place that has the list already."""
    _to_place(roster, roster_kinds.LIST_CHANGED.code, enumerated(lines))


def tell_in_charge(roster: Roster, what: str, *, once: str = "") -> bool:
    """Every administrator of the county; whether anybody heard it for the first time."""
    told = [
        queue(
            roster_kinds.IN_CHARGE.code,
            to_user=membership.user,
            values={"roster": roster.name, "what": what},
            link=reverse("rosters_month", args=[roster.pk]),
            about=_about(roster),
            once=f"{once}:{membership.user_id}" if once else "",
        )
        for membership in standing_admins(current_tenant()).select_related("user")
    ]
    return any(told)


def _to(person: Resource, kind: str, roster: Roster, values: dict[str, str]) -> None:
    """By account, by the number in the register, or both; some have neither."""
    registered = person.lawyer or person.mediator
    phone = registered.phone if registered else ""
    if person.user_id or phone:
        queue(
            kind,
            to_user=person.user,
            to_phone=phone,
            values={"roster": roster.name, **values},
            link=reverse("rosters_own") if person.user_id else "",
            about=_about(roster),
        )


def _to_place(roster: Roster, kind: str, shifts: str) -> None:
    if roster.handed_phone:
        queue(
            kind, to_phone=roster.handed_phone, values={"roster": roster.name, "shifts": shifts},
            about=_about(roster),
        )  # fmt: skip


def _about(roster: Roster) -> str:
    return f"roster:{roster.pk}"
