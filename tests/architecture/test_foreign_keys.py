"""What the import linter cannot see: foreign keys are written as strings."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, Model
from modelcluster.fields import ParentalKey

from tenants.fields import TenantForeignKey, TenantManyToManyField
from tenants.models import TenantOwned
from tests.architecture.sources import STOREYS

# Inside `services`, from the top; those of one line are strangers to each other.
SERVICES = (
    ("reports", "ranking"),
    ("duties",),
    ("designer",),
    ("subsidies", "legal_aid"),
    ("voices", "reviews", "anomalies", "complaints"),
    ("cases",),
    ("booking", "mediation"),
    ("directory",),
    ("inputs",),
    ("procedures", "forms", "documents", "notices", "calendar"),
)


def _height(module: str) -> tuple[int, int, str] | None:
    """How high a model's module stands: (storey, floor inside services, room), or None if it is not ours."""
    parts = module.split(".")
    if parts[0] not in STOREYS:
        return None
    storey = -STOREYS.index(parts[0])
    if parts[0] != "services":
        return storey, 0, parts[0]
    floor = next(index for index, line in enumerate(SERVICES) if parts[1] in line)
    return storey, -floor, parts[1]


def _own_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if _height(model.__module__)]


def _relations() -> Iterator[tuple[type[Model], Field]]:
    for model in _own_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model and field.model is model:
                yield model, field


def _goes_up(model: type[Model], target: type[Model]) -> bool:
    here, there = _height(model.__module__), _height(target.__module__)
    if here is None or there is None or here == there:
        return False
    return there[:2] >= here[:2]


def test_no_foreign_key_points_up():
    up = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model, field in _relations()
        if _goes_up(model, field.related_model)
    ]
    assert up == []


def test_a_key_to_a_tenants_row_takes_its_choices_from_the_scope():
    """A ParentalKey is never a choice: its form is made inside the parent's."""
    plain = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model, field in _relations()
        if issubclass(field.related_model, TenantOwned)
        and not model._meta.auto_created
        and not isinstance(field, TenantForeignKey | TenantManyToManyField | ParentalKey)
    ]
    assert plain == []


def test_the_rule_sees_an_upward_key():
    class Low:
        __module__ = "services.calendar.models"

    class High:
        __module__ = "services.cases.models"

    class Stranger:
        __module__ = "services.notices.models"

    assert _goes_up(Low, High)
    assert _goes_up(Low, Stranger)
    assert not _goes_up(High, Low)


def test_there_is_something_to_look_at():
    assert len(_own_models()) > len(STOREYS)


@pytest.mark.parametrize("label", ["tenants", "search", "home"])
def test_every_own_table_names_its_storey(label):
    tables = [model._meta.db_table for model in apps.get_app_config(label).get_models()]
    assert [table for table in tables if not table.startswith(f"{label}_")] == []
