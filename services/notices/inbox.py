"""The citizen's inbox, /my/notices/."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.notices import queries
from services.notices.actions.mark_read import mark_read

PER_PAGE = 20


@never_cache
@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    own = queries.of_person(request.user, desk=False).prefetch_related("deliveries")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [{"notice": notice, "ways": queries.ways(notice)} for notice in page],
        "unread": queries.unread_count(request.user, desk=False),
        "crumbs": [{"title": _("我的事项"), "url": "/my/"}, {"title": _("我的提醒")}],
    }
    return render(request, "notices/public/inbox.html", context)


@never_cache
@require_POST
@login_required
def open_own(request: HttpRequest, pk: int) -> HttpResponse:
    """Reading it is what marks it; then on to where it leads."""
    notice = queries.of_person(request.user, desk=False).filter(pk=pk).first()
    if notice is None:
        raise Http404
    mark_read(request.user, only=[notice.pk])
    return redirect(notice.link or "inbox:list")


@never_cache
@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    mark_read(request.user, desk=False)
    return redirect("inbox:list")
