from django.http import Http404, HttpRequest, JsonResponse
from taggit.models import Tag

from tenants.admin.ownership import cut

_LIMIT = 10


def autocomplete(request: HttpRequest, app_name: str = "taggit", model_name: str = "tag") -> JsonResponse:
    """Stock autocompletion knows every tag of every county; here only those on the county's own files."""
    if (app_name, model_name) != ("taggit", "tag"):
        raise Http404
    term = request.GET.get("term", "")
    found = cut(Tag.objects.filter(name__istartswith=term), request.tenant) if term else Tag.objects.none()
    return JsonResponse(list(found.order_by("name").values_list("name", flat=True)[:_LIMIT]), safe=False)
