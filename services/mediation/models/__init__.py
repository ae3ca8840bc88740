"""The tables of a mediation room: who sits in it, what is said, recorded and agreed."""

from services.mediation.models.clause import Clause, Consent, SealedRange, Wording
from services.mediation.models.office import MediationSettings
from services.mediation.models.recording import Recording, RecordingChunk
from services.mediation.models.room import Room, RoomEvent, Seat
from services.mediation.models.said import Minutes, MinutesReading, Presentation, SharedFile, Utterance

__all__ = [
    "Clause",
    "Consent",
    "MediationSettings",
    "Minutes",
    "MinutesReading",
    "Presentation",
    "Recording",
    "RecordingChunk",
    "Room",
    "RoomEvent",
    "SealedRange",
    "Seat",
    "SharedFile",
    "Utterance",
    "Wording",
]  # fmt: skip
