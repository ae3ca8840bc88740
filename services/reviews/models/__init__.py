from services.reviews.models.reading import Reading
from services.reviews.models.round import Round, Sampled
from services.reviews.models.settings import Reviewer, ReviewSettings

__all__ = ["Reading", "ReviewSettings", "Reviewer", "Round", "Sampled"]
