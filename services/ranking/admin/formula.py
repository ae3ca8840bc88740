"""The numbers of a board: read by the office, set by the administrator of the county."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from services.ranking.actions.adopt import adopt
from services.ranking.admin.access import StaffView
from services.ranking.citing import cited
from services.ranking.errors import RankingError
from services.ranking.forms import FormulaForm
from services.ranking.formula import COUNTS, shipped
from services.ranking.models import Board, OwnFormula
from services.ranking.rules import in_force, may_adopt


class FormulaView(StaffView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, back = self._form(request.POST), request.POST.get("what") == "shipped"
        form.is_valid()
        if "reason" in form.errors or (form.errors and not back):
            return self._page(form, status=400)
        formula = shipped(self.board) if back else form.formula()
        try:
            adopt(formula, form.cleaned_data["reason"], actor=request.user, held=request.roles)
        except RankingError as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, status=403)
        messages.success(request, _("已采用，以后统计的各期照这个公式。"))
        return redirect("ranking_formula", self.board)

    @property
    def board(self) -> str:
        if self.kwargs["board"] not in COUNTS:
            raise Http404
        return self.kwargs["board"]

    def _form(self, said: Any = None) -> FormulaForm:
        return FormulaForm(said, formula=in_force(self.board), shipped=shipped(self.board))

    def _page(self, form: FormulaForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "rows": [(one, was, fields, cited(one.get("basis", ""))) for one, was, fields in form.rows()],
            "shipped": form.shipped,
            "board": self.board,
            "board_name": Board(self.board).label,
            "may_adopt": may_adopt(self.request.roles),
            "history": OwnFormula.objects.filter(board=self.board).select_related("adopted_by"),
        }
        return TemplateResponse(self.request, "ranking/admin/formula.html", context, status=status)
