"""The upload form of the admin: the same import as the command, for one county's editor."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from home.actions.import_files import File, import_files
from home.importer import SUFFIXES
from home.importer.readers.limits import LARGEST_FILE
from home.models import PolicyIndexPage

MOST_FILES = 20


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = ManyFiles

    def clean(self, data: object, initial: object = None) -> list:
        files = data if isinstance(data, list | tuple) else [data]
        if not any(files):
            raise forms.ValidationError(_("请选择文件。"))
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("一次最多上传%(most)d个文件。"), params={"most": MOST_FILES})
        errors: list[forms.ValidationError] = []
        for file in files:
            try:
                self._fitting(super().clean(file, initial))
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        return files

    def _fitting(self, file: object) -> object:
        if not file.name.lower().endswith(tuple(SUFFIXES)):
            raise forms.ValidationError(_("“%(name)s”不是支持的格式。"), params={"name": file.name})
        if file.size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise forms.ValidationError(
                _("“%(name)s”超过%(limit)dMB。"), params={"name": file.name, "limit": limit}
            )
        return file


class ImportForm(forms.Form):
    files = FilesField(
        label=_("文件"), help_text=_("支持 .txt、.docx、.pdf（有文字层）、.html；可以一次选几个。")
    )
    publish = forms.BooleanField(
        label=_("直接发布"), required=False, help_text=_("不选则存为草稿，由您核对后发布。")
    )
    dry_run = forms.BooleanField(label=_("只看结果，不保存"), required=False, initial=True)


def import_policies(request: HttpRequest) -> HttpResponse:
    index = get_object_or_404(PolicyIndexPage.objects.child_of(request.tenant.root_page))
    permissions = index.permissions_for_user(request.user)
    if not permissions.can_add_subpage():
        raise PermissionDenied
    may_publish = permissions.can_publish_subpage()
    form = ImportForm(request.POST or None, request.FILES or None)
    if not may_publish:
        del form.fields["publish"]
    report = None
    if request.method == "POST" and form.is_valid():
        files = [File(upload.name, content=upload.read()) for upload in form.cleaned_data["files"]]
        report = import_files(
            files, tenant=request.tenant, actor=request.user,
            publish=may_publish and form.cleaned_data.get("publish", False), dry_run=form.cleaned_data["dry_run"],
        )  # fmt: skip
    return render(
        request,
        "home/admin/import.html",
        {"form": form, "report": report, "dry_run": bool(report and form.cleaned_data["dry_run"])},
    )
