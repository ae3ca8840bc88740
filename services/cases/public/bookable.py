"""Into which case of this county somebody may book: one they may open at one of its two doors."""

from django.http import Http404, HttpRequest

from services.booking import belongs
from services.cases import lookup, notice_kinds
from services.cases.models import Case
from services.cases.public.door import MY, TRACK, CodeNeededError, visit


@belongs.register
def case(request: HttpRequest, number: str) -> belongs.Belonging | None:
    found = Case.objects.filter(number=lookup.tidy_number(number)).first()
    if found is None or not any(_opens(request, door, found) for door in _doors(request)):
        return None
    return belongs.Belonging(notice_kinds.about(found), f"{found.number} {found.title}")


def _doors(request: HttpRequest) -> tuple[str, ...]:
    return (TRACK, MY) if request.user.is_authenticated else (TRACK,)


def _opens(request: HttpRequest, door: str, found: Case) -> bool:
    try:
        return visit(request, door, found.pk).case == found
    except (CodeNeededError, Http404):
        return False
