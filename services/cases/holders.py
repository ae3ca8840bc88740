"""Which roles of the tenant stand behind the roles that procedures name (`holders.toml`)."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tenants import roles

CITIZEN = "citizen"
OUTSIDE = "outside"
# Roles of the tenant that work, and see, only where they are named.
NAMED = frozenset({roles.MEDIATOR, roles.LAWYER})


@dataclass(frozen=True)
class Holder:
    by: tuple[str, ...] = ()
    seat: bool = False
    citizen: bool = False


# An office outside the house: the case officer writes down what it did.
OFFICE_OUTSIDE = Holder(by=(roles.CASE_OFFICER,))


@cache
def holders() -> Mapping[str, Holder]:
    declared = tomllib.loads((Path(__file__).parent / "holders.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            role: Holder(tuple(entry.get("by", ())), entry.get("seat", False), entry.get("citizen", False))
            for role, entry in declared.items()
        }
    )


def holder(role: str) -> Holder:
    return holders().get(role, OFFICE_OUTSIDE)


def held_by(
    tenant_roles: Iterable[str], *, seated: bool, among: Iterable[str], vacant: Collection[str] = ()
) -> frozenset[str]:
    """The procedure's roles (of `among`) that a member holds; `seated`: is named in this case.

    `vacant`: roles of the tenant that nobody in this case has: the case officer works in their seats meanwhile.
    """
    own = set(tenant_roles)
    deputy = set(vacant) if roles.CASE_OFFICER in own else set()
    return frozenset(
        role
        for role in among
        if (own.intersection(holder(role).by) and (seated or not holder(role).seat))
        or (holder(role).seat and deputy.intersection(holder(role).by))
    )


def waiting_for(turn: Iterable[str], vacant: Collection[str] = ()) -> str:
    """Who that is in this house: `citizen`, the first role of the tenant behind it, or `outside`.

    `vacant`: roles of the tenant that nobody in this case has; where only these come, it is for the case officer.
    """
    passed = False
    for role in turn:
        found = holders().get(role)
        if found is None:
            return roles.CASE_OFFICER if passed else OUTSIDE
        if found.citizen:
            return CITIZEN
        if found.by and found.by[0] not in vacant:
            return found.by[0]
        passed = passed or bool(found.by)
    return roles.CASE_OFFICER if passed else ""
