"""What follows when a page is saved, published, moved or taken away."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from home.actions.apply_relations import apply_relations
from home.actions.give_index_number import give_index_number
from home.actions.publish_companions import publish_companions
from home.freshness import renew
from home.models import PolicyPage, TenantSettings
from home.models.base import PortalPage
from home.searchable import kind_of
from home.tenancy import tenant_of
from search.index import changed
from tenants.models import Tenant
from tenants.scope import in_tenant


def _renew(tenant: Tenant) -> None:
    transaction.on_commit(partial(renew, tenant.pk))
    if tenant.parent_id:
        transaction.on_commit(partial(renew, tenant.parent_id))


def _changed(page: Page, tenant: Tenant | None) -> None:
    if tenant is None:
        return
    _renew(tenant)
    kind = kind_of(page)
    if kind:
        with in_tenant(tenant):
            changed(kind, page.pk, tenant=tenant)


@receiver([post_save, post_delete])
def page_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Page.save() sends this inside its own transaction, so the index task cannot be lost between the two."""
    if issubclass(sender, PortalPage):
        _changed(instance, tenant_of(instance))


@receiver(post_page_move)
def page_moved(sender: type, instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    for page in instance.get_descendants(inclusive=True).specific():
        for tenant in {tenant_of(page), tenant_of(parent_page_before)}:
            _changed(page, tenant)


@receiver(page_published, sender=PolicyPage)
def policy_published(sender: type, instance: PolicyPage, **kwargs: Any) -> None:
    tenant = tenant_of(instance)
    revision = kwargs.get("revision")
    actor = revision.user if revision else None
    with in_tenant(tenant):
        give_index_number(instance, tenant=tenant)
        for target in apply_relations(instance, tenant=tenant, actor=actor):
            _changed(target, tenant)
        publish_companions(instance, actor=actor)
        _changed(instance, tenant)


@receiver(post_save, sender=TenantSettings)
def settings_changed(sender: type, instance: TenantSettings, **kwargs: Any) -> None:
    tenant = Tenant.objects.filter(site=instance.site).first()
    if tenant:
        _renew(tenant)
