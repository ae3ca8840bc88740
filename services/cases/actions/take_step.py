"""A step with the files that were uploaded in its form: they become material of the case, or nothing happens."""

from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Any

from django.db import transaction

from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.advance import advance
from services.cases.actors import Doer
from services.cases.models import Case, CaseEvent, Evidence
from services.cases.queries.procedures import declared
from services.inputs.models import KeptFile
from services.inputs.queries import name_of


@transaction.atomic
def take_step(
    case: Case,
    transition: str,
    *,
    doer: Doer,
    data: Mapping[str, Any],
    confirmed: Collection[str] = (),
    files: Mapping[str, KeptFile] | None = None,
    revision: int | None = None,
) -> CaseEvent:
    """`files` by the keys that stand in `data`. Raises what advance and add_evidence raise."""
    event_data = {
        code: file_uploads(case, code, value, files or {}, doer=doer) for code, value in data.items()
    }
    return advance(case, transition, doer=doer, data=event_data, confirmed=confirmed, revision=revision)


def file_uploads(case: Case, code: str, value: Any, files: Mapping[str, KeptFile], *, doer: Doer) -> Any:
    """In the caller's transaction: the value with each upload named as material of the case."""
    if isinstance(value, list | tuple):
        return [file_uploads(case, code, one, files, doer=doer) for one in value]
    if not isinstance(value, Mapping) or value.get("key") not in files:
        return value
    evidence = _filed(case, code, files[value["key"]], doer)
    return {key: one for key, one in value.items() if key != "key"} | {"evidence": evidence.pk}


def _filed(case: Case, code: str, kept: KeptFile, doer: Doer) -> Evidence:
    """A file that is there already is not kept twice."""
    paper = code if code in declared(case.version).documents else ""
    known = Evidence.objects.filter(case=case, sha256=kept.sha256, code=paper).first()
    if known is not None:
        return known
    name = name_of(kept)
    with kept.file.open("rb") as opened:
        content = opened.read()
    if not PurePath(name).suffix:
        name = f"{name}.png"
    return add_evidence(case, doer=doer, name=name, content=content, code=paper)
