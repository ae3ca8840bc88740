from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Site

from tenants.actions.refresh_roles import refresh_roles
from tenants.models import Tenant
from tenants.resolve import forget


@receiver([post_save, post_delete], sender=Site)
def forget_site(sender: type[Site], instance: Site, **kwargs: object) -> None:
    forget(instance.hostname)


@receiver([post_save, post_delete], sender=Tenant)
def forget_tenant(sender: type[Tenant], instance: Tenant, **kwargs: object) -> None:
    forget(instance.site.hostname)


@receiver(post_migrate)
def roles_grow_with_a_release(sender: AppConfig, **kwargs: Any) -> None:
    """Once, after the last app that has tables (no other is announced): every permission is there then."""
    if sender is [one for one in apps.get_app_configs() if one.models_module][-1]:
        refresh_roles()
