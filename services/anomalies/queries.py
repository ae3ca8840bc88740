from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q

from services.anomalies.models import Finding


def open_about(case_pks: Collection[int]) -> Mapping[int, list[str]]:
    """Reasons of findings that nobody has cleared, by case. Weak ones count once somebody looks into them.

    They are facts for whoever pays, never an automatic no.
    """
    taken_up = Q(strength__gte=Finding.Strength.MIDDLE) | ~Q(state=Finding.State.OPEN)
    rows = Finding.objects.filter(taken_up, cases__in=list(case_pks)).exclude(state=Finding.State.CLEARED)
    found: dict[int, list[str]] = defaultdict(list)
    for case, reason in rows.order_by("-strength", "pk").values_list("cases", "reason"):
        found[case].append(reason)
    return {pk: found[pk] for pk in case_pks if pk in found}
