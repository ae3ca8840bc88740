"""Which roles of the tenant stand behind the roles that procedures name (`holders.toml`)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tenants import roles

CITIZEN = "citizen"
OUTSIDE = "outside"


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


def held_by(tenant_roles: Iterable[str], *, seated: bool, among: Iterable[str]) -> frozenset[str]:
    """The procedure's roles (of `among`) that a member holds; `seated`: is named in this case."""
    own = set(tenant_roles)
    return frozenset(
        role for role in among if own.intersection(holder(role).by) and (seated or not holder(role).seat)
    )


def waiting_for(turn: Iterable[str]) -> str:
    """Who that is in this house: `citizen`, the first role of the tenant behind it, or `outside`."""
    for role in turn:
        found = holders().get(role)
        if found is None:
            return OUTSIDE
        if found.citizen:
            return CITIZEN
        if found.by:
            return found.by[0]
    return ""
