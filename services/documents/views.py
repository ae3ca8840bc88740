"""The public pages: is this paper genuine? They show what stands on its back, and never what is in it."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.documents import codes
from services.documents.forms import FileForm
from services.documents.models import Paper
from services.documents.queries import by_code
from tenants.throttle import throttled

_PER_MINUTE = 30
# One sentence whatever was wrong: that a code exists elsewhere, or nearly, is nobody's to learn.
_NOT_FOUND = gettext_lazy("没有这份文书或编号不对")


def _slow_down(request: HttpRequest, seconds: int) -> HttpResponse:
    return render(request, "429.html", {"retry_after": seconds}, status=429)


def _slow_down_api(request: HttpRequest, seconds: int) -> JsonResponse:
    return _json({"error": _("请求太频繁，请在 %(seconds)d 秒后再试。") % {"seconds": seconds}}, status=429)


@require_safe
@throttled("verify", limit=_PER_MINUTE, refusal=_slow_down)
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("code", "")[:60]
    if code := codes.read(typed):
        return HttpResponseRedirect(reverse("papers:verify", kwargs={"code": code}))
    context = {"typed": typed, "wrong": bool(typed.strip())}
    return render(request, "papers/verify_index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@throttled("verify", limit=_PER_MINUTE, refusal=_slow_down)
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    paper = _paper(code)
    if paper is None:
        context = {"typed": code[:60], "wrong": True}
        return render(request, "papers/verify_index.html", context, status=404)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    compared = _compared(paper, form) if form.is_valid() else None
    return render(
        request, "papers/verify.html", {"paper": paper, "form": form, "compared": compared} | _told(paper)
    )


@require_safe
@throttled("verify", limit=_PER_MINUTE, refusal=_slow_down_api)
@never_cache
def api(request: HttpRequest, code: str) -> JsonResponse:
    paper = _paper(code)
    if paper is None:
        return _json({"error": str(_NOT_FOUND)}, status=404)
    told = _told(paper)
    return _json(
        {
            "number": paper.number, "kind": paper.kind, "kind_name": paper.kind_name, "office": paper.office,
            "issued_at": paper.issued_at.isoformat(), "state": paper.state,
            "signatures": {
                "needed": told["needed"], "made": told["made"],
                "last_at": told["last_at"].isoformat() if told["last_at"] else None,
            },
            "sha256": list(paper.hashes),
        }
    )  # fmt: skip


def _paper(code: str) -> Paper | None:
    wanted = codes.read(code)
    return by_code(wanted) if wanted else None


def _told(paper: Paper) -> dict[str, Any]:
    moments = list(paper.signatures.values_list("signed_at", flat=True))
    return {"needed": len(paper.seats), "made": len(moments), "last_at": max(moments, default=None)}


def _compared(paper: Paper, form: FileForm) -> dict[str, str]:
    """The file is hashed as it comes and kept nowhere. `is`: what it was found to be, empty for another file."""
    digest = sha256()
    for chunk in form.cleaned_data["file"].chunks():
        digest.update(chunk)
    return {"is": paper.hashes.get(digest.hexdigest(), ""), "name": form.cleaned_data["file"].name}


def _json(data: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
