"""One recognised document becomes, or renews, one policy page."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from home.actions.import_report import Row
from home.document_body import body_of
from home.importer.types import Citation, Document
from home.models import PolicyBasis, PolicyIndexPage, PolicyIssuer, PolicyPage
from home.models.policy import DOCUMENT_NUMBER
from home.slugs import free_slug, slug_for
from tenants.journal import note, spoken_for
from tenants.models import User

TITLE_LENGTH = 255
MOST_BASES = 60


@transaction.atomic
def import_policy(
    document: Document, *, index: PolicyIndexPage, file: str, publish: bool, actor: User | None = None
) -> Row:
    """Makes the page, or renews it when its source changed; an unchanged source changes nothing.

    A page that an editor has since changed by hand is not published over: the new text becomes its draft.
    """
    key, digest = _key(document), _digest(document)
    page = PolicyPage.objects.child_of(index).filter(import_key=key).first()
    if page is None:
        page = PolicyPage(
            title=document.title[:TITLE_LENGTH], live=False, import_key=key, import_digest=digest
        )
        _fill(page, document, publish=publish)
        page.slug = free_slug(index, slug_for(document.title, page.document_number))
        outcome = "imported"
    elif page.import_digest == digest:
        return _row(page, document, file, "unchanged")
    else:
        publish = publish and not page.has_unpublished_changes
        page = page.get_latest_revision_as_object() if page.latest_revision_id else page
        page.import_digest = digest
        _fill(page, document, publish=publish)
        outcome = "updated"
    with spoken_for():
        if not page.pk:
            index.add_child(instance=page)
        revision = page.save_revision(user=actor, log_action=True)
    note(actor, f"policy_{outcome}", page, file=file)
    if publish:
        revision.publish(user=actor)
    return _row(page, document, file, outcome)


def _key(document: Document) -> str:
    """What makes two imports the same document: its number, or title and date where it has none."""
    identity = document.document_number or f"{document.title}|{document.issued_on or ''}"
    return hashlib.sha256(identity.encode()).hexdigest()


def _digest(document: Document) -> str:
    """Of the document alone: its notes also speak of the files that came with it."""
    content = asdict(document) | {"source_lines": None, "interpretation": None, "notes": None}
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()


def _fill(page: PolicyPage, document: Document, *, publish: bool) -> None:
    page.title = document.title[:TITLE_LENGTH]
    page.subtitle = document.subtitle[:200]
    page.addressees = document.addressees[:1000]
    page.issued_on = document.issued_on
    page.effective_on = document.effective_on
    page.expires_on = document.expires_on
    page.validity = document.validity or PolicyPage.Validity.VALID
    page.territory = document.territory[:200]
    page.is_trial = document.is_trial
    page.source = document.origin[:200]
    page.source_incomplete = document.source_incomplete
    page.disclosure = document.disclosure or page.disclosure
    page.document_number = document.document_number
    page.body = json.dumps(body_of(document))
    page.issuers = [
        PolicyIssuer(name=name[:100], sort_order=order) for order, name in enumerate(document.issuers)
    ]
    page.bases = [
        PolicyBasis(title=citation.title[:200], number=citation.number[:40], sort_order=order)
        for order, citation in enumerate(_cited(document))
    ]
    page.review_notes = [asdict(found) for found in document.notes] + _doubts(page, document, publish)


def _cited(document: Document) -> list[Citation]:
    """Each cited text once, with its number where one place names it."""
    by_title: dict[str, Citation] = {}
    for citation in document.citations:
        if citation.title not in by_title or not by_title[citation.title].number:
            by_title[citation.title] = citation
    return list(by_title.values())[:MOST_BASES]


def _doubts(page: PolicyPage, document: Document, publish: bool) -> list[dict[str, Any]]:
    """What the page itself cannot take as it stands."""
    doubts = []
    if document.document_number and not DOCUMENT_NUMBER.regex.match(document.document_number):
        page.document_number = ""
        text = _("文号“%(number)s”不合格式，未填入。") % {"number": document.document_number}
        doubts.append({"line": 0, "text": text, "severity": "warning"})
    if publish and not page.disclosure:
        page.disclosure = PolicyPage.Disclosure.ACTIVE
        doubts.append({"line": 0, "text": _("来源未写公开方式，按主动公开发布。"), "severity": "info"})
    if document.index_number:
        text = _("来源索引号为 %(number)s；本站发布时另行编号。") % {"number": document.index_number}
        doubts.append({"line": 0, "text": text, "severity": "info"})
    return doubts


def _row(page: PolicyPage, document: Document, file: str, outcome: Any) -> Row:
    return Row(
        file,
        outcome,
        page.title,
        page.document_number,
        document.source_lines[0],
        notes=tuple(f"第{n.line}行：{n.text}" if n.line else n.text for n in document.notes),
        page_id=page.pk,
    )
