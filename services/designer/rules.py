"""Who may design procedures. Decides on roles that are handed in."""

from collections.abc import Collection

from tenants import roles

EDITS = frozenset({roles.COUNTY_ADMIN})
READS = frozenset({roles.COUNTY_ADMIN, roles.SUPERVISOR})
APPROVES = READS


def may_read(held: Collection[str]) -> bool:
    return not READS.isdisjoint(held)


def may_edit(held: Collection[str]) -> bool:
    return not EDITS.isdisjoint(held)


def may_approve(held: Collection[str], person: int, hands: Collection[int]) -> bool:
    """`hands` are the ids of those who began, saved or submitted the draft: nobody approves their own work."""
    return not APPROVES.isdisjoint(held) and person not in hands
