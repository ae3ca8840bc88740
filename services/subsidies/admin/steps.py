from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from services.cases.admin.access import CaseView
from services.subsidies.models import Claim


class StepView(CaseView):
    """From the button of a step to the page where amounts are checked; a case without lines is handled as any other."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        claim = Claim.objects.filter(case=self.case).first()
        if claim is None:
            return redirect(reverse("cases_step", args=[self.case.pk, kwargs["transition"]]))
        return redirect("subsidies_claim", claim.pk)
