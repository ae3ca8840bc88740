"""A party signs a paper of its case: reads it, says so, and signs by hand, by name or with a photo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from services.cases.actions.sign_paper import sign_paper
from services.cases.errors import CaseError
from services.cases.public.case_page import crumbs, for_visitors
from services.cases.public.door import Visit
from services.cases.queries.citizen_case import own_papers
from services.cases.signing_form import signing, signing_form
from services.documents.errors import NotSignableError
from services.documents.queries import open_seats
from services.inputs.bound import Bound


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def sign(request: HttpRequest, seen: Visit, row: int, seat: str) -> HttpResponse:
    made = get_object_or_404(own_papers(seen.case, seen.party), pk=row)
    place = next((one for one in open_seats(made.paper) if one["code"] == seat), None)
    if place is None or not seen.acts or seat not in _own(seen):
        raise Http404
    bound, refused = Bound.of(request, signing_form(place["name"]), "sign"), ""
    if request.method == "POST" and bound.valid:
        try:
            sign_paper(made, seat, signing(request, bound, place["name"]), doer=seen.doer)
        except (CaseError, NotSignableError) as error:
            refused = str(error)
        else:
            bound.settle()
            return redirect(f"{seen.address()}#papers")
    context = {
        "seen": seen, "case": seen.case, "made": made, "place": place, "bound": bound, "refused": refused,
        "crumbs": crumbs(seen, _("签名")),
    }  # fmt: skip
    return render(request, "cases/public/sign.html", context, status=400 if refused else 200)


def _own(seen: Visit) -> tuple[str, str]:
    return (f"party-{seen.party.pk}", f"party-{seen.party.acts_for_id}")
