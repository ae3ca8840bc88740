"""Foreign keys to tenant-owned rows whose choices are taken when a form is made, never when its class is built.

Wagtail keeps the form class of a snippet view for the life of the process: a plain foreign key would freeze the
first tenant's rows in it, offer them to every other tenant, and accept their ids.
"""

from typing import Any

from django import forms
from django.db import models


class _ScopedChoices:
    """Starts empty and takes its rows from the scoped manager in each form instance."""

    def __init__(self, queryset: models.QuerySet, **kwargs: Any) -> None:
        super().__init__(queryset.model._base_manager.none(), **kwargs)  # type: ignore[call-arg]

    def __deepcopy__(self, memo: dict) -> Any:
        field = super().__deepcopy__(memo)  # type: ignore[misc]
        field.queryset = self.queryset.model._default_manager.all()  # type: ignore[attr-defined]
        return field


class TenantModelChoiceField(_ScopedChoices, forms.ModelChoiceField):
    pass


class TenantModelMultipleChoiceField(_ScopedChoices, forms.ModelMultipleChoiceField):
    pass


class TenantForeignKey(models.ForeignKey):
    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": TenantModelChoiceField, **kwargs})


class TenantManyToManyField(models.ManyToManyField):
    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": TenantModelMultipleChoiceField, **kwargs})
