from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from services.cases.actors import Doer, member
from tenants.modeladmin import Refusing

VIEW = "anomalies.view_finding"


class _Allowed(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied(_("异常核查由督导和县级管理员查看。"))
        return super().dispatch(request, *args, **kwargs)

    def doer(self) -> Doer:
        return member(self.request.user, None, self.request.roles)


class ReaderView(Refusing, _Allowed):
    """A page for supervisors and county administrators."""
