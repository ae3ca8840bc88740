"""Which register, and which file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.directory.transfer.files import SUFFIXES
from services.directory.transfer.registers import MODELS
from services.directory.transfer.sheet import LARGEST_FILE, MOST_ROWS


def names() -> list[tuple[str, Any]]:
    return [(code, model._meta.verbose_name) for code, model in MODELS.items()]


class ImportForm(forms.Form):
    register = forms.ChoiceField(label=_("导入到哪个名册"), choices=names)
    file = forms.FileField(
        label=_("表格文件"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("支持 .xlsx 和 .csv，不超过%(size)dMB、%(rows)d行。列名不必和模板一样，先后不限。"),
        error_messages={"empty": _("文件是空的。"), "required": _("请选择文件。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = {"size": LARGEST_FILE // 1024 // 1024, "rows": MOST_ROWS}
        self.fields["file"].help_text = str(self.fields["file"].help_text) % limits

    def clean_file(self) -> Any:
        """Looked at before the file is read into memory."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            most = LARGEST_FILE // 1024 // 1024
            raise forms.ValidationError(_("文件超过%(most)dMB，请分成几个文件。"), params={"most": most})
        return file
