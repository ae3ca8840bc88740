from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from services.notices import queries
from services.notices.actions.mark_read import mark_read
from services.notices.actions.send_again import send_again
from services.notices.channels import label_of
from services.notices.errors import NoticeError
from services.notices.models import Delivery
from services.notices.registry import called
from services.notices.rules import looks_after

PER_PAGE = 30


@require_GET
def own_notices(request: HttpRequest) -> HttpResponse:
    pages = Paginator(queries.of_person(request.user), PER_PAGE)
    page = pages.get_page(request.GET.get("p"))
    context = {
        "notices": page,
        "elided_page_range": pages.get_elided_page_range(page.number),
        "unread": queries.unread_count(request.user),
        "failed": [
            (row, called(row.notice.kind), label_of(row.channel)) for row in queries.failed()[:PER_PAGE]
        ]
        if looks_after(request.user, request.tenant)
        else [],
    }
    return TemplateResponse(request, "notices/admin/own.html", context)


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Reading it is what marks it; then on to where it leads."""
    notice = queries.of_person(request.user).filter(pk=pk).first()
    if notice is None:
        raise Http404
    mark_read(request.user, only=[notice.pk])
    return redirect(notice.link or "notices_own")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_read(request.user)
    return redirect("notices_own")


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        send_again(get_object_or_404(Delivery.objects.select_related("notice"), pk=pk), actor=request.user)
    except NoticeError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("正在重新发送，结果稍后可以在这里看到。"))
    return redirect("notices_own")
