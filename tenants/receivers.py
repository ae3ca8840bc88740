from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Site

from tenants.models import Tenant
from tenants.resolve import forget


@receiver([post_save, post_delete], sender=Site)
def forget_site(sender: type[Site], instance: Site, **kwargs: object) -> None:
    forget(instance.hostname)


@receiver([post_save, post_delete], sender=Tenant)
def forget_tenant(sender: type[Tenant], instance: Tenant, **kwargs: object) -> None:
    forget(instance.site.hostname)
