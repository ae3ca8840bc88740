from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from services.directory.kinds import OrganisationKind
from services.directory.models import Organisation, OrganisationMember
from tenants.models import Division, Tenant, User

# How much of a division's code its parts begin with.
_OWN_DIGITS = {Division.Level.PROVINCE: 2, Division.Level.CITY: 4}


def divisions_of(tenant: Tenant) -> QuerySet[Division]:
    """The tenant's own division, everything inside it, and what it lies in: a city's court serves its counties."""
    own = tenant.division
    above, outer = [], own.parent
    while outer is not None:
        above.append(outer.pk)
        outer = outer.parent
    inside = own.code[: _OWN_DIGITS.get(own.level, len(own.code))]
    return Division.objects.filter(Q(code__startswith=inside) | Q(pk__in=above))


def working(today: date | None = None) -> Q:
    """Memberships that count on the day; `until` is the last day."""
    day = today or timezone.localdate()
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def organisations_of(person: User) -> QuerySet[Organisation]:
    """Where the person works today, each once; also where the organisation itself has stopped."""
    held = OrganisationMember.objects.filter(working(), user=person)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def takers() -> QuerySet[Organisation]:
    """Where people may go with a quarrel of their own choice: the committees of townships and the county's centre."""
    kinds = (OrganisationKind.MEDIATION_CENTER, OrganisationKind.TOWNSHIP_COMMITTEE)
    return Organisation.objects.filter(active=True, kind__in=kinds)


def members_of(organisation: Organisation) -> QuerySet[OrganisationMember]:
    return organisation.members.filter(working(), user__isnull=False).select_related("user")
