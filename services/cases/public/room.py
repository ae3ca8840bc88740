"""From the page of a case into its mediation room: the page has proved who comes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from services.cases.public.case_page import for_visitors
from services.cases.public.door import Visit
from services.cases.queries.own_rooms import own_rooms, own_seat_in
from services.mediation.entry import put


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def enter(request: HttpRequest, seen: Visit, room: int) -> HttpResponse:
    """The seat goes with this browser; who opens the address alone is led back to the case."""
    if request.method != "POST":
        return redirect(seen.address())
    found = get_object_or_404(own_rooms(seen.case, seen.party), pk=room)
    seat = own_seat_in(found, seen.party) if seen.acts else None
    if seat is None:
        raise Http404
    put(request, seat)
    return redirect("mediation:room", code=found.code)
