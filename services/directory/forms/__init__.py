"""The forms of the registers: what they offer is the county's own, what they refuse is said beside the field."""

from services.directory.forms.organisations import MemberForm, OrganisationForm, RoutingRuleForm
from services.directory.forms.people import ExpertForm, InformantForm, LawyerForm, MediatorForm
from services.directory.forms.records import (
    AwardForm,
    MapTileForm,
    PremisesItemForm,
    RoomForm,
    TrainingForm,
)

__all__ = [
    "AwardForm",
    "ExpertForm",
    "InformantForm",
    "LawyerForm",
    "MapTileForm",
    "MediatorForm",
    "MemberForm",
    "OrganisationForm",
    "PremisesItemForm",
    "RoomForm",
    "RoutingRuleForm",
    "TrainingForm",
]
