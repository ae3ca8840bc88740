"""Where papers lie: outside of what a web server hands out, sealed, readable only through this module."""

import base64
from typing import Any

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from tenants.cipher import seal, unseal


def place_of_paper(paper: Any, filename: str) -> str:
    return f"papers/{filename}"


def place_of_template(template: Any, filename: str) -> str:
    return f"templates/{filename}"


def sealed(content: bytes) -> ContentFile:
    return ContentFile(seal(base64.b64encode(content).decode()).encode())


def opened(file: FieldFile) -> bytes:
    """Raises FileNotFoundError where the file is gone, InvalidToken where its key is."""
    with file.open("rb") as kept:
        return base64.b64decode(unseal(kept.read().decode()))
