"""Doors of the back office of legal aid."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from tenants.modeladmin import Refusing

ASSIGNMENTS = "legal_aid.view_assignment"


class _Allowed(View):
    permission = ASSIGNMENTS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied(_("您的角色不办理这项工作。"))
        return super().dispatch(request, *args, **kwargs)


class StaffView(Refusing, _Allowed):
    """A page of the back office; `permission` opens it."""
