from services.anomalies.forms.board import AnswerForm, FilterForm
from services.anomalies.forms.calls import CallForm, DrawForm

__all__ = ["AnswerForm", "CallForm", "DrawForm", "FilterForm"]
