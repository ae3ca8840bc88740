"""What all registers of the directory have in common in the back office."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail_modeladmin.helpers import ButtonHelper

from services.directory.admin.words import NO, NONE, YES
from services.directory.codes import CodesField
from services.directory.transfer_index import TransferIndexView
from tenants.modeladmin import TenantDeleteView, TenantInspectView, TenantModelAdmin


class RegisterListView(TransferIndexView):
    """`ways` of the admin: (name of the address, label, permission), for whoever may go there."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        ways = [
            (reverse(name), label)
            for name, label, permission in self.model_admin.ways
            if self.request.user.has_perm(permission)
        ]
        return super().get_context_data(*args, **kwargs) | {"ways": ways}


class RegisterInspectView(TenantInspectView):
    """Whoever may only read a register reads it here."""

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        if isinstance(field, CodesField):
            names = dict(field.codes())
            return (
                "、".join(str(names.get(code, code)) for code in getattr(self.instance, field_name)) or NONE
            )
        value = super().get_field_display_value(field_name, field)
        return (NO, YES)[value] if isinstance(value, bool) else value


class _KeptError(Exception):
    """Other rows rest on this one."""


class RegisterDeleteView(TenantDeleteView):
    """Wagtail lists every row that rests on this one, by the thousand; here they are counted."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except _KeptError as refusal:
            return self.render_to_response(self.get_context_data(kept=refusal.args[0]))

    def delete_instance(self) -> None:
        try:
            super().delete_instance()
        except ProtectedError as refusal:
            raise _KeptError(_counted(refusal.protected_objects)) from refusal


def _counted(rows: Iterable[Model]) -> list[tuple[str, int]]:
    return list(Counter(str(row._meta.verbose_name) for row in rows).items())


class RegisterButtons(ButtonHelper):
    """`more` are buttons of rows: (action of the address, label), for whoever may change the row."""

    more: tuple[tuple[str, Any], ...] = ()

    def get_buttons_for_obj(self, obj: Model, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        """Whoever may change a row reads it in its form; what cannot be taken back stands last."""
        if not self.permission_helper.user_can_edit_obj(self.request.user, obj):
            return super().get_buttons_for_obj(obj, *args, **kwargs)
        left_out, size = kwargs.pop("exclude", None) or [], kwargs.get("classnames_add") or []
        stock = super().get_buttons_for_obj(obj, *args, exclude=[*left_out, "inspect"], **kwargs)
        more = [
            self._button(action, label, obj, size) for action, label in self.more if self.offered(action, obj)
        ]
        return [*stock[:1], *more, *stock[1:]]

    def offered(self, action: str, obj: Model) -> bool:
        return True

    def label(self, action: str, label: Any, obj: Model) -> Any:
        return label

    def _button(self, action: str, label: Any, obj: Model, size: list[str]) -> dict[str, Any]:
        label = self.label(action, label, obj)
        return {
            "url": self.url_helper.get_action_url(action, obj.pk),
            "label": label,
            "classname": self.finalise_classname(["button-secondary", *size]),
            "title": label,
        }


class RegisterAdmin(TenantModelAdmin):
    ways: tuple[tuple[str, Any, str], ...] = ()
    index_view_class = RegisterListView
    index_template_name = "directory/admin/list.html"
    button_helper_class = RegisterButtons
    inspect_view_enabled = True
    inspect_view_class = RegisterInspectView
    delete_view_class = RegisterDeleteView
    create_template_name = "directory/admin/create.html"
    edit_template_name = "directory/admin/edit.html"
    inspect_template_name = "directory/admin/inspect.html"
    delete_template_name = "directory/admin/delete.html"
    list_per_page = 50
