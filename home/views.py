"""The addresses beside the page tree: counting a view, the printed volume, the site map, what robots may read."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from home import contexts, queries, sitemap
from home.actions.count_view import count_view
from tenants.throttle import throttled


@csrf_exempt
@require_POST
@throttled("views", limit=600)
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """A beacon: it carries no person, and a page from the cache has no token to give it."""
    page = queries.live_page(request.tenant, pk)
    if page is None:
        raise Http404
    count_view(page)
    return JsonResponse({"views": queries.views_of(page)})


@require_safe
def print_compilation(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.compilation(request.tenant, slug)
    if page is None:
        raise Http404
    return render(request, "home/compilation_print.html", {"page": page, "items": contexts.volume(page)})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    return render(request, "home/sitemap.html", {"sections": sitemap.sections(request.tenant)})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *", "Disallow: /admin/", "Disallow: /accounts/", "Disallow: /search/",
        f"Sitemap: {request.tenant.root_url}/sitemap.xml", "",
    ]  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
