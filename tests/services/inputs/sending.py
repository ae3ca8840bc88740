"""What a browser sends and shows."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template

from services.inputs.bound import Bound

NEEDED = {"form-about": "邻居的树挡光", "form-kind": "family"}


def drawn(one: Bound) -> str:
    return Template("{% load declared %}{% declared_form bound %}").render(Context({"bound": one}))


def pdf(name: str = "合同.pdf", content: bytes = b"%PDF-1.4 x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def attributes(page: str, key: str) -> dict[str, str]:
    """Of the tag with this id."""
    (tag,) = re.findall(rf'<\w+[^>]*\bid="{re.escape(key)}"[^>]*>', page)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
