"""One organisation, one mediator, one lawyer: what may be known of each, made by itself from the registers."""

from typing import Any

from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.directory import availability, cards, figures, premises, queries
from services.directory.kinds import MEDIATES
from services.directory.lines import answers
from services.directory.matters import taxonomy
from services.directory.models import Organisation, Profile
from services.directory.practice import years


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    found = (
        queries.public_organisations()
        .select_related("division__parent", "parent", "guided_by")
        .prefetch_related("rooms", "awards", "premises")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    context = {
        "organisation": found,
        "above": [one for one in (found.parent, found.guided_by) if one and one.active and one.listed],
        "members": queries.public_members(found),
        "mediators": [cards.mediator_card(row) for row in queries.public_mediators()
                      .filter(organisation=found).select_related("organisation__division")],
        "lawyers": [cards.lawyer_card(row) for row in queries.public_lawyers()
                    .filter(firm=found).select_related("firm__division")],
        "children": [cards.organisation_card(row) for row in queries.public_organisations()
                     .filter(parent=found).select_related("division")],
        "matters": _fields(found),
        "premises": [premises.called(one.item) for one in found.premises.all() if one.present],
    }  # fmt: skip
    return _page(request, "directory/public/organisation.html", _("机构"), found, context)


def _fields(found: Organisation) -> list[str]:
    """What it names itself; a committee that names nothing takes in what its kind takes in."""
    if found.matters or found.kind not in MEDIATES:
        return list(cards.matter_names(found.matters))
    taken = answers((), found.kind)
    return [matter.name for matter in taxonomy().children("") if matter.code in taken]


@require_safe
def mediator(request: HttpRequest, pk: int) -> HttpResponse:
    rows = queries.public_mediators().select_related("organisation__division__parent", "photo")
    found = rows.prefetch_related("awards").filter(pk=pk).first()
    if found is None:
        raise Http404
    today = timezone.localdate()
    hours = found.trainings.filter(passed=True).aggregate(
        all=Sum("hours"), this_year=Sum("hours", filter=Q(held_on__year=today.year))
    )
    context = {
        "mediator": found,
        "card": cards.mediator_card(found),
        "expired": found.valid_until is not None and found.valid_until < today,
        "hours": hours,
    }
    return _page(request, "directory/public/mediator.html", _("人民调解员"), found, context)


@require_safe
def lawyer(request: HttpRequest, pk: int) -> HttpResponse:
    rows = queries.public_lawyers().select_related("firm__division__parent", "photo")
    found = rows.prefetch_related("awards", "counsel_of__parent").filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "lawyer": found,
        "card": cards.lawyer_card(found),
        "years": years(found.licensed_on, timezone.localdate()),
    }
    return _page(request, "directory/public/lawyer.html", _("律师"), found, context)


def _page(
    request: HttpRequest,
    template: str,
    list_title: str,
    found: Organisation | Profile,
    context: dict[str, Any],
) -> HttpResponse:
    kind = type(found)._meta.model_name
    key = (kind, found.pk)
    context |= {
        "free": availability.of([key]).get(key),
        "figures": figures.of(kind, found.pk),
        "complaint_url": figures.complaint_url(kind, found.pk),
        "crumbs": [
            {"title": _("找人、找机构"), "url": reverse("directory:start")},
            {"title": list_title, "url": reverse(f"directory:{kind}s")},
            {"title": found.name},
        ],
        "canonical_url": request.tenant.root_url + request.path,
    }
    response = render(request, template, context)
    if availability.is_known():
        add_never_cache_headers(response)
    return response
