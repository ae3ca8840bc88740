"""The office's forms: what is shipped, what it uses of its own, a trial of either."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.documents import offered
from services.documents.actions.revert_template import revert_template
from services.documents.actions.upload_template import upload_template
from services.documents.admin.access import ChangeView, ReadView
from services.documents.bundle import DOCX, PDF
from services.documents.errors import PaperError, TemplateRefusedError
from services.documents.fill import FillingError
from services.documents.forms import TemplateForm
from services.documents.library import shipped
from services.documents.models import DocumentTemplate
from services.documents.press import PressError
from services.documents.queries import own_templates, shipped_template, template_of
from services.documents.reading import ReadingError
from services.documents.trial import trial
from services.documents.vocabulary import EXAMPLES, vocabulary
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

_FAMILIES = {
    "mediation": gettext_lazy("人民调解"),
    "confirmation": gettext_lazy("司法确认、仲裁与执行"),
    "legal": gettext_lazy("法律援助与律师"),
    "prevention": gettext_lazy("排查预警、信访与投诉"),
    "people": gettext_lazy("特殊人群"),
    "management": gettext_lazy("队伍、项目与报告"),
    "own": gettext_lazy("本县自设的文书"),
}
_FILES = {"pdf": PDF, "docx": DOCX}


def _file(content: bytes, name: str, ending: str) -> FileResponse:
    """A PDF is shown, a Word file is saved."""
    response = FileResponse(
        io.BytesIO(content),
        as_attachment=ending == "docx",
        filename=f"{name}.{ending}",
        content_type=_FILES[ending],
    )
    response["Cache-Control"] = "private, no-store"
    return response


class ListView(ReadView):
    def get(self, request: HttpRequest) -> HttpResponse:
        asked, own = request.GET.get("q", "").strip()[:40], own_templates()
        families: dict[str, list[dict[str, Any]]] = {}
        for kind, name in offered.kinds().items():
            if asked in name or asked == kind:
                families.setdefault(_family(kind), []).append(
                    {"kind": kind, "name": name, "own": own.get(kind)}
                )
        groups = [(_FAMILIES[key], families[key]) for key in _FAMILIES if key in families]
        context = {"groups": groups, "asked": asked, "own_count": len(own)}
        return render(request, "papers/admin/templates.html", context)


def _family(kind: str) -> str:
    form = shipped().get(kind)
    return form.family if form else "own"


class KindView(ChangeView):
    def get(self, request: HttpRequest, paper_kind: str) -> HttpResponse:
        return self._page(request, paper_kind, TemplateForm(), [])

    def post(self, request: HttpRequest, paper_kind: str) -> HttpResponse:
        form, faults = TemplateForm(request.POST, request.FILES), []
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                upload_template(paper_kind, content=file.read(), file_name=file.name, actor=request.user)
            except TemplateRefusedError as refusal:
                faults = refusal.faults
            else:
                messages.success(request, _("从现在起，这种文书用您上传的模板签发。"))
                return HttpResponseRedirect(reverse("paper_template", args=[paper_kind]))
        return self._page(request, paper_kind, form, faults)

    def _page(self, request: HttpRequest, kind: str, form: TemplateForm, faults: list[str]) -> HttpResponse:
        own = own_templates().get(kind)
        context = {
            "kind": kind, "name": offered.kinds()[kind], "own": own, "form": form, "faults": faults,
            "words": vocabulary(), "examples": EXAMPLES,
            "earlier": DocumentTemplate.objects.filter(kind=kind, active=False)[:10],
        }  # fmt: skip
        return render(
            request, "papers/admin/template.html", context, status=400 if faults or form.errors else 200
        )


class RevertView(ChangeView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, paper_kind: str) -> HttpResponse:
        try:
            revert_template(paper_kind, actor=request.user)
        except PaperError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("从现在起，这种文书用内置模板签发。"))
        return HttpResponseRedirect(reverse("paper_template", args=[paper_kind]))


class DownloadView(ReadView):
    """The Word file in use; with `?shipped` the one that came with the portal."""

    def get(self, request: HttpRequest, paper_kind: str) -> HttpResponse:
        name = offered.kinds()[paper_kind]
        content = (
            shipped_template(paper_kind)
            if "shipped" in request.GET
            else template_of(paper_kind, name=name).content
        )
        return _file(content, _("%(name)s（模板）") % {"name": name}, "docx")


class TrialView(ReadView):
    def get(self, request: HttpRequest, paper_kind: str, ending: str) -> HttpResponse:
        if ending not in _FILES:
            raise Http404
        name = offered.kinds()[paper_kind]
        try:
            files = trial(paper_kind)
        except (FillingError, ReadingError, PressError) as error:
            messages.error(request, _("试填没有成功：%(why)s") % {"why": error})
            return HttpResponseRedirect(reverse("paper_template", args=[paper_kind]))
        content = files.pdf if ending == "pdf" else files.docx
        return _file(content, _("%(name)s（样张）") % {"name": name}, ending)


class TemplateAdmin(TenantModelAdmin):
    model = DocumentTemplate
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = gettext_lazy("文书模板")
    menu_icon = "doc-full"
    menu_order = 420
    base_url_path = "paper-templates"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Kinds are listed, not rows: a kind without a file of the office has no row."""
        index = self.url_helper.get_action_url_name("index")
        one = "paper-templates/<slug:paper_kind>/"
        return (
            path("paper-templates/", ListView.as_view(), name=index),
            path(one, KindView.as_view(), name="paper_template"),
            path(f"{one}revert/", RevertView.as_view(), name="paper_template_revert"),
            path(f"{one}file/", DownloadView.as_view(), name="paper_template_file"),
            path(f"{one}trial/<slug:ending>/", TrialView.as_view(), name="paper_template_trial"),
        )
