"""The badge of a mediator, to be printed; its code leads to the public page that says whether it counts."""

import io
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from services.directory.admin.pages import RegisterPage
from services.directory.models import Mediator


class BadgeView(RegisterPage):
    permission = "directory.change_mediator"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mediators = Mediator.objects.select_related("organisation", "photo")
        mediator = get_object_or_404(mediators, pk=kwargs["pk"])
        address = request.build_absolute_uri(reverse("directory:badge", args=[mediator.badge]))
        context = {
            "mediator": mediator,
            "address": address,
            "square": mark_safe(_square(address)),  # noqa: S308 (made here, of an address made here)
            "why_not": _why_not(mediator),
        }
        return TemplateResponse(request, "directory/admin/badge.html", context)


def _square(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False, omitsize=True
    )
    return out.getvalue().decode()


def _why_not(mediator: Mediator) -> str:
    """A badge says that its bearer is certified; blank where it may."""
    today = timezone.localdate()
    if mediator.ended_on and mediator.ended_on <= today:
        return "left"
    if not mediator.certificate:
        return "no_certificate"
    return "run_out" if mediator.valid_until and mediator.valid_until < today else ""
