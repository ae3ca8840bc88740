"""Pages of the registers that are neither list nor form: who may open them, and what they share."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views import View

from services.directory.errors import DirectoryError
from tenants.modeladmin import Refusing


class _Allowed(View):
    permission = "directory.view_organisation"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied(_("您的角色不使用这个页面。"))
        return super().dispatch(request, *args, **kwargs)


class RegisterPage(Refusing, _Allowed):
    """The permission is asked before anything is read."""


class ChangePage(RegisterPage):
    """One form about one row, done by one action, and back to the list."""

    model: type[Model]
    back: str
    template_name = "directory/admin/change.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.row()
        return self.page(row, self.form(row))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.row()
        form = self.form(row, request.POST)
        if not form.is_valid():
            return self.page(row, form)
        try:
            self.act(row, form)
        except DirectoryError as refusal:
            form.add_error(None, str(refusal))
            return self.page(row, form)
        messages.success(request, self.done(row))
        return redirect(self.back)

    def row(self) -> Any:
        return get_object_or_404(self.model._default_manager, pk=self.kwargs["pk"])

    def page(self, row: Any, form: Form) -> HttpResponse:
        context = {"row": row, "form": form, "back": self.back, **self.about(row)}
        return TemplateResponse(self.request, self.template_name, context)

    def form(self, row: Any, data: Any = None) -> Form:
        raise NotImplementedError

    def act(self, row: Any, form: Form) -> None:
        raise NotImplementedError

    def done(self, row: Any) -> str:
        raise NotImplementedError

    def about(self, row: Any) -> dict[str, Any]:
        """`heading`, `lead` and the word on the `button`; `past` – lines of the journal."""
        raise NotImplementedError
