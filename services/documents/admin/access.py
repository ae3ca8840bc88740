"""Who may open the pages of this app in the back office, and for which kinds of paper they exist."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from services.documents import offered
from tenants.admin.addresses import WORDS
from tenants.modeladmin import Refusing

# The code of a kind of paper and the ending of a file name no row.
WORDS.update({"paper_kind", "ending"})


class _Asking(View):
    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        if "paper_kind" in kwargs and kwargs["paper_kind"] not in offered.kinds():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ReadView(Refusing, _Asking):
    permission = "papers.view_documenttemplate"


class ChangeView(Refusing, _Asking):
    permission = "papers.change_documenttemplate"
    http_method_names = ["get", "post", "head"]
