from services.cases.models.case import Case, NumberSeries
from services.cases.models.clock import CaseClock
from services.cases.models.event import CaseEvent
from services.cases.models.material import CasePaper, Dossier, Evidence
from services.cases.models.people import Handler, Party
from services.cases.models.receipt import Receipt
from services.cases.models.relations import CaseGrant, CaseLink, FollowUpOffer, Instalment, Message
from services.cases.models.saved_filter import SavedFilter
from services.cases.models.version import Enactment, ProcedureVersion

__all__ = [
    "Case",
    "CaseClock",
    "CaseEvent",
    "CaseGrant",
    "CaseLink",
    "CasePaper",
    "Dossier",
    "Enactment",
    "Evidence",
    "FollowUpOffer",
    "Handler",
    "Instalment",
    "Message",
    "NumberSeries",
    "Party",
    "ProcedureVersion",
    "Receipt",
    "SavedFilter",
]
