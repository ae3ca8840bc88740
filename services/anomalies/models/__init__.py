from services.anomalies.models.calls import Call, CallRound
from services.anomalies.models.finding import Finding, FindingNote, Kind, Look

__all__ = ["Call", "CallRound", "Finding", "FindingNote", "Kind", "Look"]
