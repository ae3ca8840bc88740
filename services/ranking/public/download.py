"""An edition to take home: the sealed files and a word how to reckon them again."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import condition, require_safe

from services.calendar.half_years import HalfYear
from services.ranking import sheets
from services.ranking.models import Edition
from services.ranking.public.index import PER_MINUTE
from services.ranking.queries import files, published_of
from services.ranking.readme import readme
from tenants.throttle import throttled


def _tag(request: HttpRequest, board: str, period: HalfYear, **_rest: Any) -> str | None:
    found = published_of(board, period)
    return f'"{found.digest}"' if found else None


@require_safe
@throttled("ranking_download", limit=PER_MINUTE)
@condition(etag_func=_tag)
def download(request: HttpRequest, board: str, period: HalfYear) -> HttpResponse:
    found = published_of(board, period)
    if found is None:
        raise Http404
    name = f"ranking-{request.tenant.slug}-{board}-{period.code}.zip"
    response = HttpResponse(archive(found, request.tenant.name), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # The cache of pages would forget the name and the tag.
    response["Cache-Control"] = "private, no-cache"
    return response


def archive(found: Edition, tenant_name: str) -> bytes:
    whole = Edition.objects.select_related("before").get(pk=found.pk)
    with translation.override(settings.LANGUAGE_CODE):
        said = readme(whole, tenant_name)
    return sheets.archive({**files(whole), sheets.README: said})
