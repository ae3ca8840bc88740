"""Tells the directory when an organisation last took in a case."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Max
from django.utils import timezone

from services.cases.models import Case
from services.directory import activity


@activity.register
def last_cases(organisations: Iterable[int]) -> Mapping[int, date]:
    rows = Case.objects.filter(organisation__in=list(organisations)).order_by()
    found = rows.values_list("organisation").annotate(Max("opened_at"))
    return {key: timezone.localdate(last) for key, last in found}
