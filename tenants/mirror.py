"""What Wagtail logs of pages, files, settings and redirects stands in the county's journal as well.

Wagtail's own history asks for permissions on each kind of thing: whoever supervises would find it empty.
"""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import override
from wagtail.models import Collection, ModelLogEntry, Page, PageLogEntry
from wagtail.models.audit_log import BaseLogEntry

from tenants.journal import is_spoken_for
from tenants.models import JournalEntry, Tenant, TenantOwned, User
from tenants.scope import current_tenant, in_tenant

# Root pages and root collections of tenants stand directly below Wagtail's: two steps of the materialised path.
_PAGE, _COLLECTION = 2 * Page.steplen, 2 * Collection.steplen


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def mirror(sender: type[BaseLogEntry], instance: BaseLogEntry, created: bool, **kwargs: Any) -> None:
    if not created or is_spoken_for() or _is_nobodys(instance):
        return
    if _is_noted_by_actions(instance) or _is_repeated(instance):
        return
    tenant = _owner(instance)
    if tenant is None:
        return
    with in_tenant(tenant):
        JournalEntry.objects.create(
            tenant=tenant,
            actor=instance.user,
            actor_name=str(instance.user or "")[:80],
            verb=instance.action,
            subject_kind=_kind(instance.content_type),
            subject_id=str(instance.object_id),
            subject_name=instance.label[:200],
            data=_details(instance),
        )


def _is_nobodys(entry: BaseLogEntry) -> bool:
    """Commands fill a new site with its first pages; what was appointed by a person and came by itself does count."""
    return entry.user is None and not entry.action.endswith(".scheduled")


def _is_noted_by_actions(entry: BaseLogEntry) -> bool:
    """People and the tenant's own tables have lines that say more."""
    model = entry.content_type.model_class()
    return model is not None and issubclass(model, TenantOwned | User)


def _is_repeated(entry: BaseLogEntry) -> bool:
    """While somebody types, Wagtail saves again and again under one number: that is one line."""
    if entry.uuid is None:
        return False
    same = {"uuid": entry.uuid, "action": entry.action, "content_type": entry.content_type}
    earlier = type(entry)._base_manager.filter(**same).exclude(pk=entry.pk)
    key = {"page_id": entry.page_id} if isinstance(entry, PageLogEntry) else {"object_id": entry.object_id}
    return earlier.filter(**key).exists()


def _kind(content_type: ContentType) -> str:
    return f"{content_type.app_label}.{content_type.model}"


def _details(entry: BaseLogEntry) -> dict[str, str]:
    """The journal is read by whoever supervises, in the language of the house."""
    if not entry.data:
        return {}
    stored = type(entry)._base_manager.get(pk=entry.pk)  # Wagtail's sentences expect dates as the database keeps them
    with override(settings.LANGUAGE_CODE):
        found = {"message": str(stored.message), "comment": str(stored.comment or "")}
    return {name: text for name, text in found.items() if text}


def _owner(entry: BaseLogEntry) -> Tenant | None:
    """By the row, while it is there; Wagtail logs a deletion before it deletes."""
    row = entry.page if isinstance(entry, PageLogEntry) else _row(entry)
    return (_owner_of(row) if row is not None else None) or current_tenant()


def _row(entry: ModelLogEntry) -> Model | None:
    model = entry.content_type.model_class()
    return model._base_manager.filter(pk=entry.object_id).first() if model else None


def _owner_of(row: Model) -> Tenant | None:
    tenants = Tenant.objects.select_related("site")
    if isinstance(row, Page):
        return tenants.filter(root_page__path=row.path[:_PAGE]).first()
    collection = row if isinstance(row, Collection) else getattr(row, "collection", None)
    if collection is not None:
        return tenants.filter(root_collection__path=collection.path[:_COLLECTION]).first()
    return tenants.filter(site=row.site_id).first() if getattr(row, "site_id", None) else None
