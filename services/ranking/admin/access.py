"""Who opens the pages of the ranking: the office all editions, lawyers and mediators their own lines."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from services.ranking.models import Edition
from tenants import roles
from tenants.modeladmin import Refusing

VIEW = "ranking.view_edition"


def is_ranked(request: HttpRequest) -> bool:
    return bool({roles.LAWYER, roles.MEDIATOR} & request.roles)


class _Allowed(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied(_("您的角色不统计排名。"))
        return super().dispatch(request, *args, **kwargs)


class StaffView(Refusing, _Allowed):
    """A page over all editions."""


class _OfEdition(_Allowed):
    edition: Edition

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Edition.objects.select_related("before", "counted_by", "published_by", "case", "tenant")
        found = rows.filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.edition = found
        return super().dispatch(request, *args, **kwargs)


class EditionView(Refusing, _OfEdition):
    """A page about one edition: 404 for one of another county."""


class _Ranked(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_ranked(request):
            raise PermissionDenied(_("这一页给律师和调解员看自己的排名。"))
        return super().dispatch(request, *args, **kwargs)


class RankedView(Refusing, _Ranked):
    """A page about the line of whoever reads it."""
