"""Who sees the pages of subsidies: officer, administrator and supervisor all of the county's, others their own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from services.subsidies.models import Claim, PaymentList
from services.subsidies.queries.claims import full, lists
from services.subsidies.rules import APPROVES, COMPILES, OWN, READS
from tenants.modeladmin import Refusing


class _Allowed(View):
    roles = READS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.roles & request.roles:
            raise PermissionDenied(_("您的角色不办理补贴。"))
        return super().dispatch(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class StaffView(Refusing, _Allowed):
    pass


@method_decorator(never_cache, name="dispatch")
class OwnView(Refusing, _Allowed):
    """For who is paid; an officer who mediates as well finds what is theirs."""

    roles = OWN | READS


class ClaimView(StaffView):
    claim: Claim

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = full(kwargs["pk"]) if READS & request.roles else None
        if found is not None:
            self.claim = found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if READS & request.roles and not hasattr(self, "claim"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ListView(StaffView):
    payment_list: PaymentList

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if READS & request.roles:
            found = lists().filter(pk=kwargs["pk"]).first()
            if found is None:
                raise Http404
            self.payment_list = found
        return super().dispatch(request, *args, **kwargs)


def compiles(request: HttpRequest) -> bool:
    return bool(COMPILES & request.roles)


def approves(request: HttpRequest) -> bool:
    return bool(APPROVES & request.roles)
