from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from services.directory.kinds import OrganisationKind
from services.directory.models import Lawyer, Mediator, Organisation, OrganisationMember
from services.directory.terms import in_office
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


def lawyer_of(person: User) -> Lawyer | None:
    """Their line in the register of lawyers today."""
    return Lawyer.objects.filter(in_office(), user=person).order_by("pk").first()


def mediator_of(person: User) -> Mediator | None:
    return Mediator.objects.filter(in_office(), user=person).order_by("pk").first()


def public_organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(active=True, listed=True)


def public_mediators() -> QuerySet[Mediator]:
    """An organisation that is not shown does not show its people either: their pages name it."""
    return Mediator.objects.filter(
        in_office(), listed=True, organisation__active=True, organisation__listed=True
    )


def public_lawyers() -> QuerySet[Lawyer]:
    return Lawyer.objects.filter(in_office(), listed=True, firm__active=True, firm__listed=True)


def public_members(organisation: Organisation) -> list[OrganisationMember]:
    """Who answers for the organisation. Its staff, and mediators who do not want to be shown, are left out."""
    hidden = set(
        Mediator.objects.filter(organisation=organisation, listed=False).values_list("name", flat=True)
    )
    members = organisation.members.filter(working()).exclude(post=OrganisationMember.Post.STAFF)
    order = list(OrganisationMember.Post.values)
    shown = [member for member in members.select_related("user") if member.called not in hidden]
    return sorted(shown, key=lambda member: order.index(member.post))
