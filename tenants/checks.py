"""The storey's own law, told at every start."""

from collections.abc import Iterator

from django.apps import apps
from django.core.checks import Error, register
from django.db import models

from tenants.fields import TenantForeignKey, TenantManyToManyField
from tenants.models import TenantOwned


def _plain_keys(model: type[models.Model]) -> Iterator[models.Field]:
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        target = field.related_model
        if (
            isinstance(target, type)
            and issubclass(target, TenantOwned)
            and not isinstance(field, TenantForeignKey | TenantManyToManyField)
            and not getattr(field, "parent_link", False)
            and type(field).__name__ != "ParentalKey"
        ):
            yield field


@register()
def keys_to_owned_rows_are_scoped(app_configs: object, **kwargs: object) -> list[Error]:
    return [
        Error(
            f"{model._meta.label}.{field.name} points to a tenant's rows with a plain key.",
            hint="Use TenantForeignKey or TenantManyToManyField: a plain one leaks another tenant's choices.",
            id="tenants.E001",
        )
        for model in apps.get_models()
        for field in _plain_keys(model)
    ]


@register()
def owned_rows_have_a_scoped_manager(app_configs: object, **kwargs: object) -> list[Error]:
    return [
        Error(
            f"{model._meta.label} is tenant-owned, but its default manager is not scoped.",
            hint="Declare no other manager before `objects`.",
            id="tenants.E002",
        )
        for model in apps.get_models()
        if issubclass(model, TenantOwned) and not hasattr(model._default_manager, "with_scope")
    ]
