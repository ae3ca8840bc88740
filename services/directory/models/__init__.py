from services.directory.models.organisation import Organisation, OrganisationMember
from services.directory.models.people import (
    Expert,
    Informant,
    Lawyer,
    Mediator,
    Profile,
    Registered,
    new_badge,
)
from services.directory.models.records import Award, MapTile, PremisesItem, Room, Training
from services.directory.models.routing import RoutingRule

__all__ = [
    "Award",
    "Expert",
    "Informant",
    "Lawyer",
    "MapTile",
    "Mediator",
    "Organisation",
    "OrganisationMember",
    "PremisesItem",
    "Profile",
    "Registered",
    "Room",
    "RoutingRule",
    "Training",
    "new_badge",
]
