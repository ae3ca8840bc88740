"""What comes beside the policies of a file: an interpretation of one, the volume that binds several."""

from django.db import transaction
from django.utils import timezone

from home.actions.import_report import Outcome
from home.document_body import article_body
from home.importer.types import Compilation, Document
from home.models import CompilationEntry, CompilationPage, InterpretationPage, PolicyPage, SectionPage
from home.slugs import free_slug, slug_for
from tenants.models import User


@transaction.atomic
def import_interpretation(
    document: Document, *, policy: PolicyPage, section: SectionPage, publish: bool, actor: User | None = None
) -> Outcome:
    body = article_body(document.parts)
    page = InterpretationPage.objects.child_of(section).filter(policy=policy).first()
    if page is None:
        title = document.title[:255]
        page = InterpretationPage(
            title=title,
            slug=free_slug(section, slug_for(title)),
            policy=policy,
            live=False,
            date=document.published_on or policy.issued_on or timezone.localdate(),
            body=_stream(body),
        )
        section.add_child(instance=page)
        outcome = "imported"
    elif [(b.block_type, str(b.value)) for b in page.body] == [
        (b.block_type, str(b.value)) for b in _stream(body)
    ]:
        return "unchanged"
    else:
        page.body = _stream(body)
        outcome = "updated"
    _save(page, publish, actor)
    return outcome


@transaction.atomic
def import_compilation(
    volume: Compilation,
    policies: list[PolicyPage | None],
    *,
    section: SectionPage,
    publish: bool,
    actor: User | None = None,
) -> Outcome:
    """Binds the policies in the order of the volume's contents."""
    ordered = [policies[e.document] for e in volume.entries if e.document is not None]
    wanted = [policy.pk for policy in ordered if policy is not None]
    page = CompilationPage.objects.child_of(section).filter(title=volume.title[:255]).first()
    if page is not None and [entry.policy_id for entry in page.entries.all()] == wanted:
        return "unchanged"
    outcome = "updated" if page else "imported"
    if page is None:
        page = CompilationPage(
            title=volume.title[:255],
            slug=free_slug(section, slug_for(volume.title)),
            live=False,
            years=_years(volume),
            compiled_by=volume.compiled_by[:100],
            date=volume.compiled_on or timezone.localdate(),
        )
        section.add_child(instance=page)
    page.entries = [CompilationEntry(policy_id=pk, sort_order=order) for order, pk in enumerate(wanted)]
    _save(page, publish, actor)
    return outcome


def _stream(body: list[dict]) -> object:
    return InterpretationPage._meta.get_field("body").stream_block.to_python(body)


def _years(volume: Compilation) -> str:
    return f"{volume.first_year}—{volume.last_year}年" if volume.first_year and volume.last_year else ""


def _save(page: InterpretationPage | CompilationPage, publish: bool, actor: User | None) -> None:
    revision = page.save_revision(user=actor, log_action=True)
    if publish:
        revision.publish(user=actor)
