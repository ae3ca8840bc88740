"""Into which case of this county somebody may book: one they may open at one of its two doors."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from services.booking import belongs
from services.cases import lookup, notice_kinds
from services.cases.models import Case
from services.cases.public.door import MY, TRACK, CodeNeededError, visit
from services.cases.rules import visible


@belongs.register
def case(request: HttpRequest, number: str) -> belongs.Belonging | None:
    found = Case.objects.filter(number=lookup.tidy_number(number)).first()
    if found is None or not any(_opens(request, door, found) for door in _doors(request)):
        return None
    return belongs.Belonging(notice_kinds.about(found), f"{found.number} {found.title}")


@belongs.register_page
def desk(request: HttpRequest, about: str) -> str:
    found = visible(Case.objects.all(), request.user, request.roles)
    pk = found.filter(number=about.removeprefix("case:")).values_list("pk", flat=True).first()
    return reverse("cases_page", args=[pk]) if pk else ""


def _doors(request: HttpRequest) -> tuple[str, ...]:
    return (TRACK, MY) if request.user.is_authenticated else (TRACK,)


def _opens(request: HttpRequest, door: str, found: Case) -> bool:
    try:
        return visit(request, door, found.pk).case == found
    except (CodeNeededError, Http404):
        return False
