from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from home import queries
from home.menus import section_title
from home.models import ServiceItemPage
from home.service_items import guide_of
from services.cases.application import application_form
from services.cases.public.applying import Offer, apply_online


def apply(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, slug)
    if not page.online or guide_of(page) is None:
        raise Http404
    back = f"/services/{page.slug}/"
    offer = Offer(
        key=f"apply-{page.pk}",
        title=page.title,
        procedure=page.procedure,
        form=page.form,
        address=reverse("apply", args=[page.slug]),
        back=back,
        crumbs=[
            {"title": section_title(request.tenant, "/services/"), "url": "/services/"},
            {"title": page.title, "url": back},
        ],
    )
    return apply_online(request, offer)


@require_safe
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The same form, blank, to be filled in by hand."""
    page = _page(request, slug)
    try:
        _procedure, form = application_form(request.tenant, page.procedure, page.form)
    except KeyError:
        raise Http404 from None
    grouped = [(group, [form.by_code[code] for code in group.fields]) for group in form.groups]
    crumbs = [
        {"title": section_title(request.tenant, "/services/"), "url": "/services/"},
        {"title": page.title, "url": f"/services/{page.slug}/"},
        {"title": form.name},
    ]
    return render(
        request, "home/paper_form.html", {"page": page, "form": form, "groups": grouped, "crumbs": crumbs}
    )


def _page(request: HttpRequest, slug: str) -> ServiceItemPage:
    page = queries.service_item(request.tenant, slug)
    if page is None:
        raise Http404
    return page
