from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_LARGEST = 60 * 1024 * 1024


class FileForm(forms.Form):
    """A file to compare with what was issued."""

    file = forms.FileField(
        label=_("您手上的文件"), allow_empty_file=True, error_messages={"required": _("请先选择文件。")}
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > _LARGEST:
            raise ValidationError(_("文件太大，不会是我们签发的文书。"))
        return file


class TemplateForm(forms.Form):
    """What is wrong inside the file, the action says."""

    file = forms.FileField(
        label=_("Word文件（.docx）"), allow_empty_file=True, error_messages={"required": _("请先选择文件。")}
    )
