"""Divisions as a form offers them: the table is the whole country's."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms

from services.directory.queries import divisions_of
from tenants.models import Division
from tenants.scope import current_tenant


def offer(field: forms.ModelChoiceField, *, levels: Iterable[str] | None = None) -> None:
    """Only places of the county; of these levels only, where some are given."""
    places = divisions_of(current_tenant()).select_related("parent")
    field.queryset = places.filter(level__in=list(levels)) if levels else places
    field.label_from_instance = placed  # type: ignore[method-assign]


def offer_villages(field: forms.ModelMultipleChoiceField) -> None:
    """Township by township: the list of a county is long."""
    villages = divisions_of(current_tenant()).filter(level=Division.Level.VILLAGE)
    field.queryset = villages.select_related("parent").order_by("code")
    field.choices = [
        (str(township), [(village.pk, village.name) for village in inside])
        for township, inside in groupby(field.queryset, key=lambda village: village.parent)
    ]


def placed(place: Division) -> Any:
    """Villages of one name lie in several townships."""
    return f"{place.parent} · {place}" if place.level == Division.Level.VILLAGE else str(place)
