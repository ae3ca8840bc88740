"""A row that the public directory shows was saved or deleted."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from services.directory.freshness import announce
from services.directory.models import (
    Award,
    Lawyer,
    MapTile,
    Mediator,
    Organisation,
    OrganisationMember,
    PremisesItem,
    Room,
    RoutingRule,
    Training,
)
from tenants.scope import in_tenant

# What is shown on a page of the directory and is not found by search itself.
_PARTS = (Award, MapTile, OrganisationMember, PremisesItem, Room, RoutingRule, Training)


@receiver([post_save, post_delete], sender=Organisation)
def organisation_changed(sender: type, instance: Organisation, **kwargs: Any) -> None:
    """Its people carry its name and place, and stand in the directory as long as it is there."""
    with in_tenant(instance.tenant):
        mediators = Mediator.objects.filter(organisation=instance.pk).values_list("pk", flat=True)
        lawyers = Lawyer.objects.filter(firm=instance.pk).values_list("pk", flat=True)
        announce(instance.tenant, organisations=[instance.pk], mediators=mediators, lawyers=lawyers)


@receiver([post_save, post_delete], sender=Mediator)
def mediator_changed(sender: type, instance: Mediator, **kwargs: Any) -> None:
    announce(instance.tenant, mediators=[instance.pk])


@receiver([post_save, post_delete], sender=Lawyer)
@receiver(m2m_changed, sender=Lawyer.counsel_of.through)
def lawyer_changed(sender: type, instance: Lawyer, **kwargs: Any) -> None:
    announce(instance.tenant, lawyers=[instance.pk])


def part_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    announce(instance.tenant)


for _part in _PARTS:
    post_save.connect(part_changed, sender=_part)
    post_delete.connect(part_changed, sender=_part)
