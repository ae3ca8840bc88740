from services.anomalies.models.calls import Call, CallRound
from services.anomalies.models.finding import Finding, FindingNote, Kind, Look
from services.anomalies.models.settings import SignSettings

__all__ = ["Call", "CallRound", "Finding", "FindingNote", "Kind", "Look", "SignSettings"]
