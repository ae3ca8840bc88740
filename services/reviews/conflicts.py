"""Why somebody may not read a dossier. What is compared is gathered once for a dossier and once for a reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.cases.models import Case, CaseEvent, Handler, Party
from services.directory.models import Lawyer, Mediator, OrganisationMember
from services.reviews.models import Reading
from tenants.cipher import fingerprint
from tenants.models import User
from tenants.phones import normalise

# Looking, noting and linking is no work on a case.
_NO_WORK = (CaseEvent.Kind.LOOK, CaseEvent.Kind.NOTE, CaseEvent.Kind.LINK)

REASONS: Mapping[str, object] = {
    "handled": _("承办过这件案件"),
    "stepped": _("在这件案件里办理过手续"),
    "colleague": _("与承办人同在一个单位"),
    "declared": _("说明过不能评查或者有利害关系"),
    "party": _("是这件案件的当事人，或者与当事人同名、同一电话"),
}


@dataclass(frozen=True)
class Reader:
    """`names` and `phones` (fingerprints) of the account and of the lines of the registers that belong to it."""

    user: int
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()
    lawyers: frozenset[int] = frozenset()
    mediators: frozenset[int] = frozenset()


@dataclass(frozen=True)
class About:
    """A dossier, as far as it can be in somebody's way."""

    users: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    lawyers: frozenset[int] = frozenset()
    mediators: frozenset[int] = frozenset()
    interested: frozenset[int] = frozenset()
    actors: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    declined: frozenset[int] = frozenset()
    party_users: frozenset[int] = frozenset()
    party_names: frozenset[str] = frozenset()
    party_phones: frozenset[str] = frozenset()


def conflict(reader: Reader, about: About) -> str:
    """The first reason that holds; empty where none does."""
    handled = (
        reader.user in about.users
        or reader.names & about.names
        or reader.lawyers & about.lawyers
        or reader.mediators & about.mediators
    )
    found = {
        "declared": reader.user in about.interested or reader.user in about.declined,
        "handled": bool(handled),
        "stepped": reader.user in about.actors,
        "party": reader.user in about.party_users
        or bool(reader.names & about.party_names or reader.phones & about.party_phones),
        "colleague": bool(reader.organisations & about.organisations),
    }
    return next((reason for reason, holds in found.items() if holds), "")


def readers(accounts: Iterable[User], lines: Mapping[int, list] | None = None) -> dict[int, Reader]:
    """By account. `lines`: lines of the registers under which the county listed somebody, by account."""
    users = {user.pk: user for user in accounts}
    own: dict[int, list[Lawyer | Mediator]] = {pk: list((lines or {}).get(pk, ())) for pk in users}
    for register in (Lawyer, Mediator):
        for line in register.objects.filter(user__in=users):
            own[line.user_id].append(line)
    homes: dict[int, set[int]] = {pk: set() for pk in users}
    for user, organisation in _members(users):
        homes[user].add(organisation)
    return {pk: _reader(user, own[pk], homes[pk]) for pk, user in users.items()}


def _reader(user: User, lines: list[Lawyer | Mediator], homes: set[int]) -> Reader:
    lawyers = [one for one in lines if isinstance(one, Lawyer)]
    mediators = [one for one in lines if isinstance(one, Mediator)]
    return Reader(
        user.pk,
        frozenset(filter(None, (user.name, *(one.name for one in lines)))),
        frozenset(
            mark for said in (user.phone, *(one.phone for one in lines)) if said for mark in _marks(said)
        ),
        frozenset(homes) | {one.firm_id for one in lawyers} | {one.organisation_id for one in mediators},
        frozenset(one.pk for one in lawyers),
        frozenset(one.pk for one in mediators),
    )


def about(case: Case, *, organisation: int | None = None) -> About:
    """`organisation`: the one that handled it, as it was copied when the dossier was drawn."""
    handlers = list(Handler.objects.filter(case=case).select_related("lawyer", "mediator"))
    users = {one.user_id for one in handlers} | {
        line.user_id for one in handlers for line in (one.lawyer, one.mediator) if line
    }
    homes = {one.lawyer.firm_id for one in handlers if one.lawyer}
    homes |= {one.mediator.organisation_id for one in handlers if one.mediator}
    homes |= {home for _user, home in _members(users - {None})} | ({organisation} - {None})
    parties = list(Party.objects.filter(case=case).only("name", "user_id", "phone_mark", "is_organisation"))
    events = CaseEvent.objects.filter(case=case, actor__isnull=False).exclude(kind__in=_NO_WORK)
    return About(
        users=frozenset(users - {None}),
        names=frozenset(one.name for one in handlers),
        lawyers=frozenset(one.lawyer_id for one in handlers if one.lawyer_id),
        mediators=frozenset(one.mediator_id for one in handlers if one.mediator_id),
        interested=frozenset(one.user_id for one in handlers if one.conflict and one.user_id),
        actors=frozenset(events.order_by().values_list("actor", flat=True)) | ({case.opened_by_id} - {None}),
        organisations=frozenset(homes),
        declined=frozenset(_declined(case)),
        party_users=frozenset(one.user_id for one in parties if one.user_id),
        party_names=frozenset(one.name for one in parties if not one.is_organisation),
        party_phones=frozenset(one.phone_mark for one in parties if one.phone_mark),
    )


def _declined(case: Case) -> Iterable[int]:
    return Reading.objects.filter(sampled__case=case, declined_at__isnull=False).values_list(
        "reviewer", flat=True
    )


def _members(users: Iterable[int]) -> Iterable[tuple[int, int]]:
    standing = Q(until=None) | Q(until__gte=timezone.localdate())
    return OrganisationMember.objects.filter(standing, user__in=list(users)).values_list(
        "user", "organisation"
    )


def _marks(said: str) -> list[str]:
    """Parties' phones are kept as they were written or in the stored form: both are compared."""
    try:
        return [fingerprint(said), fingerprint(normalise(said))]
    except ValidationError:
        return [fingerprint(said)]
