"""Uploads of one visitor: what is acceptable is put away at once, so that a failed submission loses no file."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from services.forms.spec import Field
from services.forms.values import attachments
from services.forms.values.refusal import NotAccepted
from services.inputs.actions.errors import TooMuchKeptError
from services.inputs.actions.keep_file import keep_file
from services.inputs.owner import owner_of, owners_of
from services.inputs.queries import kept_file, name_of
from services.inputs.reading import REFUSED

_PNG = "data:image/png;base64,"
LARGEST_DRAWING = 400_000  # characters of base64; a signature of a whole screen has some 60 000
PICTURES = ("jpg", "jpeg", "png", "webp", "heic")


@dataclass
class Uploads:
    """`refused`: by the code of the field what the check of the form cannot know."""

    request: HttpRequest
    refused: dict[str, str] = field(default_factory=dict, init=False)

    def keep(self, declared: Field, upload: UploadedFile) -> Mapping[str, Any]:
        """A refused one keeps its name and size: the check of the form says what is wrong with it."""
        described = {"name": upload.name or "", "size": upload.size, "key": REFUSED}
        accepting = replace(declared, accept=PICTURES) if declared.type == "signature" else declared
        try:
            attachments.file(accepting, described)
        except NotAccepted as refusal:
            if declared.type == "signature":
                self.refused[declared.code] = refusal.sentence.said(_)
            return described
        return {**described, "key": self._put_away(upload, described["name"], declared.code)}

    def keep_drawing(self, declared: Field, drawn: str) -> str:
        """A picture drawn in the browser; empty when it is none."""
        if not drawn.startswith(_PNG) or len(drawn) > LARGEST_DRAWING:
            return ""
        try:
            content = base64.b64decode(drawn.removeprefix(_PNG), validate=True)
            with Image.open(BytesIO(content), formats=["PNG"]) as picture:
                picture.verify()
        except (binascii.Error, UnidentifiedImageError, OSError, SyntaxError, ValueError):
            return ""
        return self._put_away(content, "signature.png", declared.code)

    def find(self, key: str) -> Mapping[str, Any] | None:
        kept = kept_file(owners_of(self.request), key) if key else None
        return {"name": name_of(kept), "size": kept.size, "key": kept.key} if kept else None

    def _put_away(self, content: UploadedFile | bytes, name: str, code: str) -> str:
        owner_of(self.request)
        try:
            return keep_file(content, name=name, owners=owners_of(self.request)).key
        except TooMuchKeptError:
            self.refused[code] = _("您已经上传了很多文件，请先提交或清空，再上传新的。")
            return REFUSED
