"""Files of policies come into a tenant: read, recognise, write, report. The command and the upload form call it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from home import queries
from home.actions.import_companions import import_compilation, import_interpretation
from home.actions.import_policy import import_policy
from home.actions.import_report import Outcome, Report, Row
from home.importer import cross_check, read, recognise
from home.importer.types import Citation, Document, Result
from home.models import PolicyIndexPage, PolicyPage, SectionPage
from search.index import deferred
from tenants.models import Tenant, User


@dataclass(frozen=True)
class File:
    """`content` is None for a file that is to be read from `path`."""

    name: str
    path: Path | None = None
    content: bytes | None = None


class _Undo(Exception):
    pass


def import_files(
    files: Iterable[File],
    *,
    tenant: Tenant,
    publish: bool = False,
    dry_run: bool = False,
    actor: User | None = None,
    progress: Callable[[str], None] = lambda _name: None,
) -> Report:
    """Each file stands or falls alone: a refused one leaves nothing behind. A dry run leaves nothing at all."""
    report = Report()
    known = queries.known_citations(tenant)
    recognised = [(file.name, _recognised(file, known)) for file in files]
    _compare([document for _name, result in recognised for document in result.documents], known)
    with deferred():
        for name, result in recognised:
            report.rows += _write(name, result, tenant, publish, dry_run, actor)
            progress(name)
    return report


def _recognised(file: File, known: list[Citation]) -> Result:
    source = read(file.path if file.content is None else file.content, file.name)
    return recognise(source, tuple(known))


def _compare(documents: list[Document], known: list[Citation]) -> None:
    """What one file of the batch contradicts in another, told on both."""
    for place, found in cross_check(documents, known):
        documents[place].notes.append(found)


def _write(
    name: str, result: Result, tenant: Tenant, publish: bool, dry_run: bool, actor: User | None
) -> list[Row]:
    rows = [Row(name, "refused", line=refusal.line, reason=refusal.reason) for refusal in result.refusals]
    if rows:
        return rows
    try:
        with transaction.atomic():
            rows = _write_all(name, result, tenant, publish, actor)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    return rows


def _write_all(name: str, result: Result, tenant: Tenant, publish: bool, actor: User | None) -> list[Row]:
    index = PolicyIndexPage.objects.child_of(tenant.root_page).get()
    rows = [
        import_policy(document, index=index, file=name, publish=publish, actor=actor)
        for document in result.documents
    ]
    pages = PolicyPage.objects.in_bulk([row.page_id for row in rows if row.page_id])
    ordered = [pages.get(row.page_id) for row in rows]
    for document, page in zip(result.documents, ordered, strict=True):
        if document.interpretation and page:
            section = _section(tenant, SectionPage.Kind.INTERPRETATIONS)
            outcome = import_interpretation(
                document.interpretation, policy=page, section=section, publish=publish, actor=actor
            )
            rows.append(_companion(name, outcome, _("解读"), document.interpretation.title))
    if result.compilation:
        section = _section(tenant, SectionPage.Kind.COMPILATIONS)
        outcome = import_compilation(
            result.compilation, ordered, section=section, publish=publish, actor=actor
        )
        notes = tuple(found.text for found in result.compilation.notes)
        rows.insert(0, _companion(name, outcome, _("汇编"), result.compilation.title, notes))
    return rows


def _companion(name: str, outcome: Outcome, label: str, title: str, notes: tuple[str, ...] = ()) -> Row:
    return Row(name, outcome, f"{label}：{title}", notes=notes)


def _section(tenant: Tenant, kind: str) -> SectionPage:
    return SectionPage.objects.child_of(tenant.root_page).filter(kind=kind).first()
