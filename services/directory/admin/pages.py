"""Pages of the registers that are neither list nor form: who may open them, and what they share."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy

from services.directory.errors import DirectoryError
from tenants.staff_view import StaffView


class RegisterPage(StaffView):
    permission = "directory.view_organisation"
    refusal = gettext_lazy("您的角色不使用这个页面。")


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
