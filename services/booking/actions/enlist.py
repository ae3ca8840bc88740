from django.db import transaction

from services.booking.enlisting import REGISTERS, left_over
from services.booking.models import Resource
from services.directory.models import Lawyer, Mediator, Organisation, Room
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

Kind = Resource.Kind


@transaction.atomic
def enlist(organisation: Organisation, *, actor: User) -> int:
    """Everybody of the organisation, and its rooms, as they stand in the registers; how many were added.

    Of two with one name the second waits until the office tells them apart.
    """
    known = set(Resource.objects.filter(organisation=organisation).values_list("kind", "name"))
    count = 0
    for register, home in REGISTERS.items():
        kind = Kind.ROOM if register is Room else Kind.PERSON
        for line in left_over(register).filter(**{home: organisation}):
            if (kind, line.name) not in known:
                known.add((kind, line.name))
                note(actor, "create", _resource(organisation, kind, line))
                count += 1
    return count


def _resource(organisation: Organisation, kind: str, line: Mediator | Lawyer | Room) -> Resource:
    return Resource.objects.create(
        tenant=current_tenant(),
        organisation=organisation,
        kind=kind,
        name=line.name,
        user=None if kind == Kind.ROOM else line.user,
        **{line._meta.model_name: line},
    )
