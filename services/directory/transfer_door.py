"""Who comes in to import, and how a table is handed out."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_resolver
from django.utils import timezone
from django.utils.translation import gettext as _

from services.directory.actions.note_register_export import note_register_export
from services.directory.transfer import books
from services.directory.transfer.export import exported
from services.directory.transfer.register import Register
from services.directory.transfer.registers import registers
from tenants.roles import COUNTY_ADMIN

View = Callable[..., HttpResponse]


def is_admin(request: HttpRequest) -> bool:
    return COUNTY_ADMIN in request.roles


def may_read(request: HttpRequest, register: Register) -> bool:
    return request.user.has_perm(f"directory.view_{register.model._meta.model_name}")


def refused(request: HttpRequest, words: str) -> HttpResponse:
    """Wagtail turns a refusal into a redirect to its dashboard, which a script takes for success."""
    return get_resolver().resolve_error_handler(403)(request, exception=PermissionDenied(words))


def admins(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_admin(request):
            return view(request, *args, **kwargs)
        return refused(request, _("只有县级管理员可以导入名册。"))

    return guarded


def register_or_404(code: str) -> Register:
    if code not in registers():
        raise Http404
    return registers()[code]


def kind_of(request: HttpRequest) -> str:
    """An unknown form of table is the usual one."""
    asked = request.GET.get("format", "")
    return asked if asked in books.FORMATS else books.FORMATS[0]


def handed_out(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=books.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y%m%d}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


def exported_rows(
    request: HttpRequest, register: Register, keys: list[int], kind: str, *, private: bool
) -> HttpResponse:
    """Journalled before it leaves. `private`: with the numbers that are not public."""
    headings, rows = exported(register, keys, request.tenant, private=private)
    note_register_export(request.user, register, count=len(keys), kind=kind, private=private)
    return handed_out(books.made(kind, headings, rows), kind, register.code)
