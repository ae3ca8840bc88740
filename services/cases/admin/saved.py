"""Keeps and drops a person's own filters."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from services.cases.actions.keep_filter import drop_filter, keep_filter
from services.cases.admin.access import WorkView
from services.cases.admin.filters import KEPT
from services.cases.errors import CaseError
from services.cases.models import SavedFilter


class KeepView(WorkView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent, query = QueryDict(request.POST.get("query", "")), QueryDict(mutable=True)
        query.update({name: sent[name] for name in KEPT if sent.get(name)})
        try:
            kept = keep_filter(request.user, name=request.POST.get("name", ""), query=query.urlencode())
            messages.success(request, _("已保存常用筛选“%(name)s”。") % {"name": kept.name})
        except CaseError as error:
            messages.error(request, str(error))
        return redirect(f"{reverse('cases_modeladmin_index')}?{query.urlencode()}")


class DropView(WorkView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("filter", "")
        found = SavedFilter.objects.filter(user=request.user, pk=key).first() if key.isdigit() else None
        if found is not None:
            drop_filter(found, user=request.user)
            messages.success(request, _("已删除常用筛选“%(name)s”。") % {"name": found.name})
        return redirect("cases_modeladmin_index")
