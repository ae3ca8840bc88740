"""What follows when a page is saved, published, moved or taken away."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from home.actions.announce import announce, announce_site
from home.actions.apply_relations import apply_relations
from home.actions.give_index_number import give_index_number
from home.actions.publish_companions import publish_companions
from home.freshness import renew
from home.models import PolicyPage, ServiceItemPage, TenantSettings
from home.models.base import PortalPage
from home.tenancy import tenant_of
from services.booking.models import BookableService
from services.cases.models import Enactment
from services.directory.freshness import changed as directory_changed
from services.directory.models import Organisation, RoutingRule
from tenants.models import Tenant
from tenants.scope import in_tenant


@receiver([post_save, post_delete])
def page_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Page.save() sends this inside its own transaction, so the index task cannot be lost between the two."""
    if issubclass(sender, PortalPage):
        announce(instance)


@receiver(post_page_move)
def page_moved(sender: type, instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    before = tenant_of(parent_page_before)
    for page in instance.get_descendants(inclusive=True).specific():
        announce(page)
        if before and before != tenant_of(page):
            announce(page, tenant=before)


@receiver(page_published, sender=PolicyPage)
def policy_published(sender: type, instance: PolicyPage, **kwargs: Any) -> None:
    tenant = tenant_of(instance)
    revision = kwargs.get("revision")
    actor = revision.user if revision else None
    with in_tenant(tenant):
        give_index_number(instance, tenant=tenant)
        apply_relations(instance, tenant=tenant, actor=actor)
        publish_companions(instance, actor=actor)
        # The parts of a document (issuers, relations) are saved after the page itself.
        announce(instance)


@receiver(pre_delete, sender=get_image_model())
def crest_goes(sender: type, instance: Any, **kwargs: Any) -> None:
    """A deleted crest is taken out of the settings without a word; the pages that show it are renewed here."""
    for tenant in Tenant.objects.filter(site__tenantsettings__crest=instance):
        announce_site(tenant)


@receiver(post_save, sender=TenantSettings)
def settings_changed(sender: type, instance: TenantSettings, **kwargs: Any) -> None:
    tenant = Tenant.objects.filter(site=instance.site).first()
    if tenant:
        announce_site(tenant)


@receiver(post_save, sender=Enactment)
def procedure_enacted(sender: type, instance: Enactment, **kwargs: Any) -> None:
    """The items that follow the procedure say something else from now on, and are found by other words."""
    for page in ServiceItemPage.objects.descendant_of(instance.tenant.root_page).filter(
        procedure=instance.code
    ):
        announce(page)


@receiver([post_save, post_delete], sender=Organisation)
@receiver([post_save, post_delete], sender=RoutingRule)
def office_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Items name the office that takes a matter in, with its phone."""
    announce_site(instance.tenant)


@receiver([post_save, post_delete], sender=BookableService)
def offer_changed(sender: type, instance: BookableService, **kwargs: Any) -> None:
    """Items lead to what can be booked with their office; the site map names it."""
    transaction.on_commit(partial(renew, instance.tenant_id))


@receiver(directory_changed)
def directory_says_something_else(sender: object, tenant_pk: int, **kwargs: Any) -> None:
    """Sent after the commit."""
    renew(tenant_pk)
