"""Who opens the pages of the ranking: the office all editions, lawyers and mediators their own lines."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views import View

from services.ranking.models import Edition
from tenants import roles
from tenants.modeladmin import Refusing
from tenants.staff_view import Permitted

VIEW = "ranking.view_edition"


def is_ranked(request: HttpRequest) -> bool:
    return bool({roles.LAWYER, roles.MEDIATOR} & request.roles)


class _Allowed(Permitted):
    permission = VIEW
    refusal = _("您的角色不统计排名。")


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
            raise PermissionDenied(str(_("这一页给律师和调解员看自己的排名。")))
        return super().dispatch(request, *args, **kwargs)


class RankedView(Refusing, _Ranked):
    """A page about the line of whoever reads it."""
