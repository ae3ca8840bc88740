"""The one place that says which rows of Wagtail's shared tables are a tenant's.

Every rule is a condition that the database can check, so that the same sentence cuts a list, refuses an id in
an address and refuses a choice in a form. A table without a rule belongs to nobody.
"""

import logging
from collections.abc import Callable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from taggit.models import TagBase, TaggedItem
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionMember,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)

from tenants.admin.shared import SHARED, share
from tenants.models import Division, Membership, Tenant, TenantOwned, User

log = logging.getLogger("fengqiao.tenants")

for everybodys in (ContentType, Permission, Locale, Division):
    share(everybodys)


def pages(tenant: Tenant) -> QuerySet:
    return Page._base_manager.filter(path__startswith=tenant.root_page.path)


def collection_ids(tenant: Tenant) -> list[int]:
    """Ids, not a subquery: Wagtail's search takes no other condition on collections."""
    below = Collection._base_manager.filter(path__startswith=tenant.root_collection.path)
    return list(below.values_list("pk", flat=True))


def _keys_as_text(queryset: QuerySet) -> QuerySet:
    """Generic relations keep primary keys as text, and PostgreSQL compares text with text only."""
    return queryset.order_by().annotate(key_as_text=Cast("pk", CharField())).values("key_as_text")


def _members(tenant: Tenant) -> QuerySet:
    return Membership._base_manager.filter(tenant=tenant).values("user")


def _about_a_page(tenant: Tenant) -> Q:
    """Only pages have revisions, workflows and references here: what is said about another table is nobody's."""
    page_type = ContentType.objects.get_for_model(Page)
    return Q(base_content_type=page_type, object_id__in=_keys_as_text(pages(tenant)))


def _workflows(tenant: Tenant) -> QuerySet:
    return Workflow._base_manager.filter(workflow_pages__page__in=pages(tenant))


def _tasks(tenant: Tenant) -> QuerySet:
    return Task._base_manager.filter(workflow_tasks__workflow__in=_workflows(tenant))


def _log_entries(tenant: Tenant) -> Q:
    """By the row that was logged. Lines about rows that are gone are shown to nobody."""
    found = Q(pk__in=[])
    for logged in (get_image_model(), get_document_model(), Collection, User, Redirect, *settings_registry):
        kept = _keys_as_text(cut(logged._base_manager.all(), tenant))
        found |= Q(content_type=ContentType.objects.get_for_model(logged), object_id__in=kept)
    return found


def _tags(tenant: Tenant) -> Q:
    used = Q(pk__in=[])
    for tagged in (get_image_model(), get_document_model()):
        own = tagged._base_manager.filter(collection__in=collection_ids(tenant))
        items = TaggedItem._base_manager.filter(
            content_type=ContentType.objects.get_for_model(tagged), object_id__in=own.values("pk")
        )
        used |= Q(pk__in=items.values("tag"))
    return used


# The first class that fits decides.
RULES: dict[type[Model], Callable[[Tenant], Q]] = {
    TenantOwned: lambda tenant: Q(tenant=tenant),
    Tenant: lambda tenant: Q(pk=tenant.pk),
    Page: lambda tenant: Q(path__startswith=tenant.root_page.path),
    CollectionMember: lambda tenant: Q(collection__in=collection_ids(tenant)),
    Collection: lambda tenant: Q(path__startswith=tenant.root_collection.path),
    User: lambda tenant: Q(pk__in=_members(tenant)),
    Group: lambda tenant: Q(role_group__tenant=tenant),
    Site: lambda tenant: Q(pk=tenant.site_id),
    BaseSiteSetting: lambda tenant: Q(site=tenant.site_id),
    Redirect: lambda tenant: Q(site=tenant.site_id),
    Workflow: lambda tenant: Q(pk__in=_workflows(tenant).values("pk")),
    Task: lambda tenant: Q(pk__in=_tasks(tenant).values("pk")),
    WorkflowState: _about_a_page,
    TaskState: lambda tenant: Q(workflow_state__in=WorkflowState._base_manager.filter(_about_a_page(tenant))),
    Revision: _about_a_page,
    ReferenceIndex: _about_a_page,
    PageLogEntry: lambda tenant: Q(page__path__startswith=tenant.root_page.path),
    ModelLogEntry: _log_entries,
    Comment: lambda tenant: Q(page__path__startswith=tenant.root_page.path),
    CommentReply: lambda tenant: Q(comment__page__path__startswith=tenant.root_page.path),
    PageViewRestriction: lambda tenant: Q(page__path__startswith=tenant.root_page.path),
    CollectionViewRestriction: lambda tenant: Q(collection__in=collection_ids(tenant)),
    TagBase: _tags,
    UploadedFile: lambda tenant: Q(uploaded_by_user__in=_members(tenant)),
}


def condition(model: type[Model], tenant: Tenant) -> Q:
    if model._meta.concrete_model in SHARED:
        return Q()
    for owned, rule in RULES.items():
        if issubclass(model, owned):
            return rule(tenant)
    log.warning("no rule says whose %s are: nobody's", model._meta.label)
    return Q(pk__in=[])


def cut(queryset: QuerySet, tenant: Tenant) -> QuerySet:
    """What is the tenant's of these rows."""
    return queryset.filter(condition(queryset.model, tenant))


def owns_key(tenant: Tenant, model: type[Model], key: object) -> bool:
    try:
        return cut(model._base_manager.filter(pk=key), tenant).exists()
    except (TypeError, ValueError):
        return False


def owns(tenant: Tenant, row: Model) -> bool:
    """A row that is not saved yet is nobody's secret."""
    return row.pk is None or owns_key(tenant, type(row), row.pk)
