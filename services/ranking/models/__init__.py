from services.ranking.models.edition import Edition, Entry
from services.ranking.models.formula import OwnFormula
from services.ranking.models.objection import Objection

__all__ = ["Edition", "Entry", "Objection", "OwnFormula"]
