"""What may be uploaded as a document: the size, and that the content is what the name says."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

LARGEST = 50 * 1024 * 1024
_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
# The first bytes of each kind; a kind that is plain text has none, but must not hold a zero byte.
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": _ZIP, "xlsx": _ZIP, "pptx": _ZIP, "zip": _ZIP, "ofd": _ZIP,
    "doc": _OLE, "xls": _OLE, "ppt": _OLE, "wps": _OLE, "et": _OLE,
}  # fmt: skip
PLAIN = {"txt", "csv"}


class CheckedDocumentForm(BaseDocumentForm):
    def _post_clean(self) -> None:
        """One refusal is enough: without its file the document would complain of a missing ending, too."""
        if "file" not in self.errors:
            super()._post_clean()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or not hasattr(file, "chunks") or "file" not in self.changed_data:
            return file
        if file.size > LARGEST:
            most = LARGEST // 1024 // 1024
            raise ValidationError(_("文件超过%(most)dMB，请压缩或拆分后再传。"), params={"most": most})
        suffix = file.name.rsplit(".", 1)[-1].lower()
        file.seek(0)
        start = file.read(4096)
        file.seek(0)
        if not fits(suffix, start):
            raise ValidationError(
                _("文件内容与扩展名“.%(suffix)s”不符，没有保存。"), params={"suffix": suffix}
            )
        return file


def fits(suffix: str, start: bytes) -> bool:
    """Whether a file that begins with these bytes may carry this ending."""
    if suffix in PLAIN:
        return b"\x00" not in start or start[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return start.startswith(SIGNATURES.get(suffix, ()))
