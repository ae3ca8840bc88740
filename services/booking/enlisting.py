"""Who stands in the directory and cannot be booked yet."""

from django.db.models import Exists, OuterRef, QuerySet

from services.directory.models import Lawyer, Mediator, Organisation, Room
from services.directory.terms import in_office

# Each register, and how a line of it names its organisation.
REGISTERS = {Mediator: "organisation", Lawyer: "firm", Room: "organisation"}


def left_over(register: type[Mediator] | type[Lawyer] | type[Room]) -> QuerySet:
    found = register.objects.filter(resources=None)
    return found if register is Room else found.filter(in_office())


def not_enlisted() -> QuerySet[Organisation]:
    """Organisations that have any."""
    mediators, lawyers, rooms = (
        Exists(left_over(register).filter(**{home: OuterRef("pk")})) for register, home in REGISTERS.items()
    )
    return Organisation.objects.filter(mediators | lawyers | rooms)
