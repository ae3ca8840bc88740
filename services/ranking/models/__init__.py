from services.ranking.models.edition import Edition, Entry, FrozenError
from services.ranking.models.formula import Board, OwnFormula
from services.ranking.models.objection import Objection
from services.ranking.models.report import HalfYearReport

__all__ = ["Board", "Edition", "Entry", "FrozenError", "HalfYearReport", "Objection", "OwnFormula"]
