"""How the county words its notices, and when it sends none."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from services.notices import registry
from services.notices.actions.reword import revert_wording, reword
from services.notices.actions.set_quiet_hours import set_quiet_hours
from services.notices.errors import NoticeError
from services.notices.forms import QuietForm, WordingForm
from services.notices.models import NoticeText
from services.notices.queries import own_wordings, quiet_hours
from services.notices.registry import Kind
from services.notices.wording import sampled, shipped, usable
from tenants.admin.addresses import WORDS
from tenants.modeladmin import ReadOnlyPermissionHelper, Refusing, TenantModelAdmin

# The code of a kind of notice names no row.
WORDS.add("notice_kind")


class _Page(View):
    permission = "notices.change_noticetext"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        if "notice_kind" in kwargs:
            kwargs["kind"] = _kind(kwargs.pop("notice_kind"))
        return super().dispatch(request, *args, **kwargs)


def _kind(code: str) -> Kind:
    found = next((kind for kind in registry.worded() if kind.code == code), None)
    if found is None:
        raise Http404
    return found


class ListView(Refusing, _Page):
    permission = "notices.view_noticetext"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return _list(request, QuietForm(initial=vars(quiet_hours(request.tenant))))


class QuietView(Refusing, _Page):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = QuietForm(request.POST)
        if not form.is_valid():
            return _list(request, form, status=400)
        set_quiet_hours(**form.cleaned_data, actor=request.user)
        messages.success(request, _("免打扰时段已经保存。"))
        return HttpResponseRedirect(reverse(TextAdmin.INDEX))


def _list(request: HttpRequest, form: QuietForm, status: int = 200) -> HttpResponse:
    own = own_wordings()
    rows = [
        {"kind": kind, "own": kind.code in own, "text": own.get(kind.code) or shipped(kind)}
        for kind in registry.worded()
    ]
    return render(request, "notices/admin/texts.html", {"rows": rows, "form": form}, status=status)


class TextView(Refusing, _Page):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, kind: Kind) -> HttpResponse:
        text = own_wordings().get(kind.code) or shipped(kind)
        return self._draw(request, kind, WordingForm(kind, initial={"text": text}), text)

    def post(self, request: HttpRequest, kind: Kind) -> HttpResponse:
        form = WordingForm(kind, request.POST)
        if not form.is_valid():
            return self._draw(request, kind, form, "", status=400)
        if "preview" in request.POST:
            return self._draw(request, kind, form, form.cleaned_data["text"])
        reword(kind, text=form.cleaned_data["text"], actor=request.user)
        messages.success(request, _("从现在起，“%(name)s”按新的用语发送。") % {"name": kind.name})
        return HttpResponseRedirect(reverse(TextAdmin.INDEX))

    def _draw(
        self, request: HttpRequest, kind: Kind, form: WordingForm, text: str, status: int = 200
    ) -> HttpResponse:
        context = {
            "kind": kind,
            "form": form,
            "preview": sampled(kind, text, request.tenant.name),
            "usable": usable(kind),
            "shipped": shipped(kind),
            "own": kind.code in own_wordings(),
        }
        return render(request, "notices/admin/text.html", context, status=status)


class RevertView(Refusing, _Page):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, kind: Kind) -> HttpResponse:
        try:
            revert_wording(kind, actor=request.user)
        except NoticeError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("从现在起，“%(name)s”用默认的用语。") % {"name": kind.name})
        return HttpResponseRedirect(reverse("notice_text", args=[kind.code]))


class TextAdmin(TenantModelAdmin):
    model = NoticeText
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = gettext_lazy("提醒与短信")
    menu_icon = "mail"
    menu_order = 430
    base_url_path = "notice-texts"
    INDEX = "notice-texts_modeladmin_index"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Kinds are listed, not rows: a kind in the shipped words has no row."""
        one = "notice-texts/<str:notice_kind>/"
        return (
            path("notice-texts/", ListView.as_view(), name=self.INDEX),
            path("notice-texts/quiet/", QuietView.as_view(), name="notice_quiet"),
            path(one, TextView.as_view(), name="notice_text"),
            path(f"{one}revert/", RevertView.as_view(), name="notice_text_revert"),
        )
