"""A row of every table of tenants' own rows, made without any action so that the table alone is tried."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from tenants.models import Tenant, TenantOwned, User

_MOMENT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)

_SAMPLES: tuple[tuple[type[models.Field], Any], ...] = (
    (models.BooleanField, False),
    (models.IntegerField, 1),
    (models.DecimalField, 1),
    (models.DateTimeField, _MOMENT),
    (models.DateField, date(2026, 1, 5)),
    (models.TimeField, time(9, 0)),
    (models.JSONField, {}),
    (models.FileField, "x"),
    (models.CharField, "x"),
    (models.TextField, "x"),
)


def _sample(field: models.Field, tenant: Tenant) -> Any:
    if field.is_relation:
        return _related(field.related_model, tenant)
    return next(value for kind, value in _SAMPLES if isinstance(field, kind))


def _related(model: type[models.Model], tenant: Tenant) -> models.Model:
    """Apps stand in no order of need: what another table points to may not be there yet."""
    if model is User:
        return User.objects.first()
    standing = model._base_manager.last()
    if standing is None and issubclass(model, TenantOwned):
        return model.objects.create(tenant=tenant, **_values(model, tenant))
    return standing


def _other_case(tenant: Tenant) -> models.Model:
    """A case is not linked to itself."""
    case = apps.get_model("cases", "Case")
    first = case.objects.first()
    return case.objects.create(tenant=tenant, number="2", version=first.version, opened_at=_MOMENT)


# What a table does not demand by itself, and a constraint of it does.
_ALSO = {
    "booking.Appointment": ("session", "place"),
    "booking.HoursException": ("organisation",),
    "booking.OpeningHours": ("organisation",),
    "directory.Award": ("organisation",),
    "directory.OrganisationMember": ("name",),
    "reviews.Reviewer": ("user",),
    "subsidies.ClaimLine": ("about",),
    "subsidies.Rate": ("least", "most"),
}

# What a sample of the kind does not satisfy.
_PARTICULAR = {
    ("booking.HoursException", "ends_at"): lambda _tenant: _MOMENT + timedelta(hours=1),
    ("cases.CaseLink", "other"): _other_case,
}


def _needed(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.name in _ALSO.get(model._meta.label, ())
        or (field.name != "tenant" and not field.primary_key and not field.null and not field.has_default()
        and not field.generated
        and not getattr(field, "auto_now", False) and not getattr(field, "auto_now_add", False))
    ]  # fmt: skip


def _values(model: type[models.Model], tenant: Tenant) -> dict[str, Any]:
    found = {}
    for field in _needed(model):
        particular = _PARTICULAR.get((model._meta.label, field.name))
        found[field.name] = particular(tenant) if particular else _sample(field, tenant)
    return found


def one_of_each(tenant: Tenant) -> dict[type[models.Model], models.Model]:
    made = {}
    for model in apps.get_models():
        if issubclass(model, TenantOwned):
            standing = model.objects.first()
            made[model] = standing or model.objects.create(tenant=tenant, **_values(model, tenant))
    return made
