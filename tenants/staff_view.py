"""Pages of the back office that are neither list nor form of a register: who holds the permission opens them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views import View

from tenants.modeladmin import Refusing


class Permitted(View):
    """The permission is asked before anything is read; `refusal` is what somebody without it is told."""

    permission = ""
    refusal: object = _("您的角色不办理这项工作。")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied(str(self.refusal))
        return super().dispatch(request, *args, **kwargs)


class StaffView(Refusing, Permitted):
    """A page for whoever holds `permission`."""
