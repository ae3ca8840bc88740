from services.voices.models.link import SurveyLink
from services.voices.models.settings import VoiceSettings
from services.voices.models.survey import Channel, Grade, Survey

__all__ = ["Channel", "Grade", "Survey", "SurveyLink", "VoiceSettings"]
