from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search import forms, links, queries
from search.asked import Asked
from search.engines.base import EngineError
from search.registry import registry
from search.types import Hit, Results
from tenants.models import Tenant
from tenants.throttle import throttled

# A hall with several desks stands behind one address; a reader stays far below.
_PER_MINUTE = 120


def _slow_down(request: HttpRequest, seconds: int) -> HttpResponse:
    return render(request, "search/too_many.html", {"seconds": seconds}, status=429)


def _slow_down_api(request: HttpRequest, seconds: int) -> JsonResponse:
    return _json({"error": _("请求太频繁，请在 %(seconds)d 秒后再试。") % {"seconds": seconds}}, status=429)


@require_safe
@throttled("search", limit=_PER_MINUTE, refusal=_slow_down)
def page(request: HttpRequest) -> HttpResponse:
    tenant = request.tenant
    visible = queries.visible_tenants(tenant)
    asked = _asked(request, tenant, visible)
    context = {"asked": asked, "labels": {one.kind: one.label for one in registry}, "hide_search": True}
    try:
        return render(request, "search/results.html", context | _answer(tenant, asked, visible))
    except EngineError:
        sections = list(queries.sections(tenant))
        return render(request, "search/unavailable.html", context | {"sections": sections}, status=503)


def _answer(tenant: Tenant, asked: Asked, visible: dict[str, Tenant]) -> dict:
    if asked.is_blank or asked.has_no_words:
        return {"results": None, "sections": list(queries.sections(tenant))}
    results = queries.find(tenant, asked, visible)
    found = results.total and not results.loose
    pages = Paginator(range(results.pages), 1)
    return {
        "results": results,
        "groups": _groups(results, asked),
        "page_obj": pages.get_page(asked.page),
        "facets": links.facets(asked, results, visible),
        "active": links.active(asked, visible),
        "advice": None if found else queries.advice(tenant, asked, visible),
        "offers_call": not found or queries.asks_the_office(asked),
        "counties": visible if tenant.is_umbrella else {},
        "validities": queries.VALIDITY_LABELS,
    }


def _groups(results: Results, asked: Asked) -> list[dict]:
    """The hits of one document together, with the way to the rest of its clauses."""
    groups: list[dict] = []
    for hit in results.hits:
        if not groups or groups[-1]["hits"][0].object_key != hit.object_key:
            groups.append({"hits": [], "more": 0, "more_url": ""})
        groups[-1]["hits"].append(hit)
        if hit.more:
            within = asked.filters | {"within": hit.object_key}
            groups[-1] |= {"more": hit.more, "more_url": links.address(asked.text, within)}
    return groups


@require_safe
@throttled("search", limit=_PER_MINUTE, refusal=_slow_down_api)
def api(request: HttpRequest) -> JsonResponse:
    tenant = request.tenant
    visible = queries.visible_tenants(tenant)
    asked = _asked(request, tenant, visible)
    try:
        results = Results() if asked.is_blank else queries.find(tenant, asked, visible)
    except EngineError:
        return _json({"error": _("检索暂时不能用，请稍后再试。")}, status=503)
    return _json({"total": results.total, "hits": [_row(hit) for hit in results.hits]})


def _row(hit: Hit) -> dict:
    return {
        "kind": hit.kind,
        "title": hit.title,
        "document_number": hit.document_number,
        "clause": hit.clause,
        "passage_html": hit.passage_html,
        "url": hit.url,
        "tenant": hit.tenant,
        "validity": hit.validity,
        "score": hit.score,
    }


def _asked(request: HttpRequest, tenant: Tenant, visible: dict[str, Tenant]) -> Asked:
    kinds = [searchable.kind for searchable in registry]
    return forms.read(request.GET, kinds=kinds, counties=visible if tenant.is_umbrella else ())


def _json(data: dict, status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
