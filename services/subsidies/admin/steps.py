from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from services.cases.admin.access import CaseView
from services.subsidies.models import Claim


class StepView(CaseView):
    """From the button of a step to the page where amounts are checked."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("subsidies_claim", get_object_or_404(Claim, case=self.case).pk)
