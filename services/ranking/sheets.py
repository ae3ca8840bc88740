"""The files of an edition, letter by letter: what is downloaded, what is sealed, what anybody can reckon again."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from services.ranking import recompute
from services.ranking.formula import Formula, counts_of

# The same files always make the same bytes: no clock goes into the archive.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
README = "README.txt"


def script() -> str:
    return Path(recompute.__file__).read_text("utf-8")


def inputs_csv(lines: Iterable[Mapping[str, str]], formula: Formula) -> str:
    """By code, so that the order tells nothing. Counts that a line does not have are blank."""
    file = io.StringIO()
    table = csv.DictWriter(file, ["code", *counts_of(formula)], restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(sorted(lines, key=lambda line: line["code"]))
    return file.getvalue()


def reckoned(inputs: str, formula: Formula) -> list[dict[str, str]]:
    return recompute.ranking(csv.DictReader(io.StringIO(inputs)), formula)


def ranking_csv(rows: list[dict[str, str]], formula: Formula) -> str:
    return recompute.written(rows, recompute.columns(formula))


def formula_json(formula: Formula) -> str:
    return json.dumps(formula, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def digest(files: Mapping[str, str], before: str) -> str:
    """SHA-256 over the digest of the edition before, then over each file's SHA-256, by name."""
    lines = [f"{sha256(text.encode()).hexdigest()}  {name}" for name, text in sorted(files.items())]
    return sha256("\n".join([before, *lines, ""]).encode()).hexdigest()


def archive(files: Mapping[str, str]) -> bytes:
    kept = io.BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        for name, text in sorted(files.items()):
            packed.writestr(ZipInfo(name, _NO_DAY), text.encode(), ZIP_DEFLATED)
    return kept.getvalue()
