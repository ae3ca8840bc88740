"""Who sits where today, as composition.py counts it: five queries, however many organisations are asked about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count, QuerySet

from services.directory.composition import Body, Staff
from services.directory.models import Expert, Mediator, Organisation, OrganisationMember
from services.directory.queries import working
from services.directory.terms import in_office


def bodies(asked: Iterable[Organisation] | QuerySet[Organisation]) -> list[tuple[Organisation, Body]]:
    """Of running organisations only: one that has stopped need not be filled. `parent` should be there with them."""
    standing = [organisation for organisation in asked if organisation.active]
    below = _below(standing)
    known = {one.pk for one in standing} | {pk for children in below.values() for pk, _kind in children}
    staff, experts = staff_of(known), _experts()
    return [
        (
            one,
            Body(
                kind=one.kind,
                under=one.parent.kind if one.parent else "",
                headcount=one.headcount or 0,
                staff=staff[one.pk],
                below=tuple((kind, staff[pk]) for pk, kind in below[one.pk]),
                experts=experts,
            ),
        )
        for one in standing
    ]


def _below(organisations: list[Organisation]) -> Mapping[int, list[tuple[int, str]]]:
    children: dict[int, list[tuple[int, str]]] = defaultdict(list)
    found = Organisation.objects.filter(active=True, parent__in=[one.pk for one in organisations])
    for pk, parent, kind in found.order_by("pk").values_list("pk", "parent", "kind"):
        children[parent].append((pk, kind))
    return children


def staff_of(organisations: set[int]) -> Mapping[int, Staff]:
    staff: dict[int, Staff] = defaultdict(Staff)
    members = OrganisationMember.objects.filter(working(), organisation__in=organisations).order_by("pk")
    for place, post, woman, name, account in members.values_list(
        "organisation", "post", "woman", "name", "user__name"
    ):
        _seat(staff[place], post, name or account, woman=woman)
    mediators = Mediator.objects.filter(in_office(), organisation__in=organisations).order_by("pk")
    for place, name, full_time, woman in mediators.values_list("organisation", "name", "full_time", "woman"):
        one = staff[place]
        one.mediators.add(name)
        if full_time:
            one.full_time.add(name)
        if woman:
            one.women.add(name)
    return staff


def _seat(staff: Staff, post: str, name: str, *, woman: bool) -> None:
    staff.posts[post] += 1
    if post == OrganisationMember.Post.MEDIATOR:
        staff.mediators.add(name)
    if woman and post != OrganisationMember.Post.STAFF:
        staff.women.add(name)


def _experts() -> Mapping[str, int]:
    counted = Expert.objects.filter(in_office()).order_by().values_list("panel").annotate(Count("pk"))
    return Counter(dict(counted))


def running() -> QuerySet[Organisation]:
    return Organisation.objects.filter(active=True).select_related("parent", "division")
