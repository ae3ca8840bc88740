"""Where a platform operator chooses a county, says why, and leaves again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from tenants.actions.enter_tenant import enter_tenant
from tenants.actions.errors import TenantError
from tenants.actions.leave_tenant import leave_tenant
from tenants.admin import working
from tenants.models import Tenant
from tenants.queries import visit, visits


class EnterForm(forms.Form):
    """The county's slug is a word, not a row's number: the guard lets no foreign number pass."""

    county = forms.SlugField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("进入的原因"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("例如：协助修复首页栏目")}),
    )


class _ForOperators(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_platform_operator:
            raise PermissionDenied(_("这里只供平台运维人员使用。"))
        return super().dispatch(request, *args, **kwargs)


class _OnTheUmbrella(_ForOperators):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.host_tenant.is_umbrella:
            raise PermissionDenied(_("请在市级站点的后台选择区县。"))
        return super().dispatch(request, *args, **kwargs)


class CountiesView(_OnTheUmbrella, WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("选择区县")
    header_icon = "site"
    template_name = "tenants/admin/counties.html"
    breadcrumbs_items = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        running = visits(self.request.user)
        rows = [
            {
                "tenant": tenant,
                "visit": running.get(tenant.pk),
                "form": EnterForm(initial={"county": tenant.slug}, auto_id=f"{tenant.slug}-%s"),
            }
            for tenant in Tenant.objects.select_related("division", "site", "parent")
        ]
        return super().get_context_data(**kwargs, rows=rows)


class EnterView(_OnTheUmbrella):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EnterForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("没有进入：请写明原因。"))
            return redirect("tenants_counties")
        tenant = get_object_or_404(Tenant, slug=form.cleaned_data["county"])
        try:
            enter_tenant(
                tenant, actor=request.user, reason=form.cleaned_data["reason"], here=request.host_tenant
            )
        except TenantError as error:
            messages.error(request, str(error))
            return redirect("tenants_counties")
        working.remember(request, tenant)
        return redirect("wagtailadmin_home")


class LeaveView(_ForOperators):
    """Also on a county's own host, for an operator who signed in there."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        tenant = get_object_or_404(Tenant, slug=request.POST.get("county", ""))
        if leave_tenant(tenant, actor=request.user, here=request.host_tenant):
            messages.success(request, _("您已离开%(name)s。") % {"name": tenant.name})
        working.forget(request)
        return redirect("tenants_counties" if request.host_tenant.is_umbrella else "account_welcome")


def bar(request: HttpRequest) -> dict[str, Any] | None:
    """What the red bar says while an operator works in a tenant; None for everybody else."""
    if not getattr(request.user, "is_platform_operator", False) or not hasattr(request, "tenant"):
        return None
    running = visit(request.user, request.tenant)
    return {"tenant": request.tenant, "until": running.until} if running else None
