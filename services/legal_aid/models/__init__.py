from services.legal_aid.models.assignment import Assignment
from services.legal_aid.models.consultation import Consultation
from services.legal_aid.models.duty import HoursEntry, Statement
from services.legal_aid.models.settings import AidSettings
from services.legal_aid.models.volunteer import Volunteer

__all__ = ["AidSettings", "Assignment", "Consultation", "HoursEntry", "Statement", "Volunteer"]
