"""Who sits in the committees of the demo: by a pattern of posts, with names drawn in one order for every county."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from services.directory.kinds import OrganisationKind as Kind
from services.directory.models import OrganisationMember

Post = OrganisationMember.Post

_COMMITTEE = (Post.DIRECTOR, Post.DEPUTY, Post.MEMBER, Post.MEMBER)
_PATTERNS: dict[str, tuple[Post, ...]] = {
    Kind.LAND_COMMITTEE: (Post.DIRECTOR, Post.DEPUTY, Post.DEPUTY, Post.MEMBER, Post.MEMBER),
    Kind.PRIVATE_ENTERPRISE_COMMITTEE: (Post.DIRECTOR, *[Post.MEMBER] * 4),
    Kind.JOINT_COMMITTEE: (Post.DIRECTOR, *[Post.MEDIATOR] * 4),
    Kind.MEDIATION_GROUP: (Post.LEADER, *[Post.MEDIATOR] * 3),
    Kind.PETITION_WORKROOM: _COMMITTEE,
}
_LIKE_A_COMMITTEE = {
    Kind.VILLAGE_COMMITTEE, Kind.TOWNSHIP_COMMITTEE, Kind.MEDICAL_COMMITTEE, Kind.TRAFFIC_COMMITTEE,
    Kind.LABOUR_COMMITTEE, Kind.STATE_ENTERPRISE_COMMITTEE, Kind.CHAMBER_ORGANISATION, Kind.CAMPUS_COMMITTEE,
    Kind.GOVERNMENT_UNIT_COMMITTEE, Kind.SECTOR_COMMITTEE, Kind.VENUE_COMMITTEE,
}  # fmt: skip


def posts_of(kind: str, *, few: bool = False, surplus: bool = False) -> tuple[Post, ...]:
    """`few`: one short of what the law asks; `surplus`: more deputies than the document allows."""
    posts = _PATTERNS.get(kind, _COMMITTEE if kind in _LIKE_A_COMMITTEE else ())
    if few:
        return posts[:2]
    return (*posts, Post.DEPUTY, Post.DEPUTY) if surplus else posts


def drawn(shared: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    """Number, a woman's name and a man's name; one surname stands with each given name once."""
    surnames: Sequence[str] = shared["surnames"]
    women, men = shared["women"], shared["men"]
    for number in count():
        turn = number // len(surnames) + number % len(surnames)
        surname = surnames[number % len(surnames)]
        yield number, surname + women[turn % len(women)], surname + men[turn % len(men)]
