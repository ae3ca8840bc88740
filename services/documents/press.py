"""Sets pages: a template of typ/ and its data in, PDF out. Nothing is loaded from outside, and data is never markup."""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
FACE = "Noto Serif SC"
# The engine takes fixed offsets only.
_CLOCK = timezone(timedelta(hours=8))


class PressError(Exception):
    """The pages could not be set: a fault of ours, never of the data."""


@cache
def _faces() -> typst.Fonts:
    """Without its face the engine would silently take another one, which knows no Chinese."""
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER / "fonts"]
    )
    if faces.families() != [FACE]:
        raise PressError(f"{FOLDER / 'fonts'} holds {faces.families()}")
    return faces


def pdf(
    template: str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    *,
    at: datetime | None = None,
) -> bytes:
    """The same data at the same moment gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        _lay(folder, template, files or {})
        try:
            return typst.compile(
                Path(folder, "main.typ"), root=folder, font_paths=_faces(), ignore_system_fonts=True,
                sys_inputs={"d": json.dumps(data, ensure_ascii=False)}, pdf_standards="a-2b",
                timestamp=(at or datetime(2026, 1, 1, tzinfo=UTC)).astimezone(_CLOCK).replace(microsecond=0),
            )  # fmt: skip
        except typst.TypstError as error:
            raise PressError(error.message) from error


def places(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> list[dict[str, Any]]:
    """Where the marked spots of a template came to stand: what its `<spot>` metadata says."""
    with tempfile.TemporaryDirectory() as folder:
        _lay(folder, template, files or {})
        try:
            found = typst.query(
                Path(folder, "main.typ"), "<spot>", field="value", root=folder, font_paths=_faces(),
                ignore_system_fonts=True, sys_inputs={"d": json.dumps(data, ensure_ascii=False)},
            )  # fmt: skip
        except typst.TypstError as error:
            raise PressError(error.message) from error
    return json.loads(found)


def _lay(folder: str, template: str, files: Mapping[str, bytes]) -> None:
    Path(folder, "main.typ").write_bytes((FOLDER / "typ" / f"{template}.typ").read_bytes())
    for name, content in files.items():
        Path(folder, name).write_bytes(content)
