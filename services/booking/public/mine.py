from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.booking.queries import by_code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Number and code lead to an appointment."""
    number, code = (request.POST.get(name, "") for name in ("number", "code"))
    found = by_code(number, code) if code else None
    return render(request, "booking/public/mine.html", {"appointment": found, "number": number})
