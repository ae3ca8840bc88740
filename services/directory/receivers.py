"""A row that the public directory shows was saved or deleted."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from services.directory.freshness import announce_row
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
from tenants.models import TenantOwned

_SHOWN = (
    Award, Lawyer, MapTile, Mediator, Organisation, OrganisationMember, PremisesItem, Room, RoutingRule, Training,
)  # fmt: skip


@receiver(m2m_changed, sender=Lawyer.counsel_of.through)
def row_changed(sender: type, instance: TenantOwned, **kwargs: Any) -> None:
    announce_row(instance)


for _model in _SHOWN:
    post_save.connect(row_changed, sender=_model)
    post_delete.connect(row_changed, sender=_model)
