"""What may point to a quarrel that is none (虚假调解): a hint for whoever handles the case, never a judgement."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from services.cases.models import Case, Party

FAMILIES = ("mediation", "confirmation")
# The same two sides so often within so many days are worth a look; our own figures, no document gives any.
OFTEN, DAYS = 3, 90
MARKS = ("identity_mark", "phone_mark", "user_id")


def red_flags(case: Case) -> list[str]:
    """Sentences; empty for procedures without two sides."""
    if case.version.family not in FAMILIES:
        return []
    people = list(Party.objects.filter(case=case))
    sides = [
        [one for one in people if one.side == side] for side in (Party.Side.APPLICANT, Party.Side.RESPONDENT)
    ]
    return [*_on_both_sides(*sides), *_again(case, *sides)]


def _on_both_sides(applicants: list[Party], respondents: list[Party]) -> Iterator[str]:
    said = {
        "identity_mark": _("双方填写了同一个证件号码：%(one)s、%(other)s"),
        "phone_mark": _("双方填写了同一个电话：%(one)s、%(other)s"),
        "user_id": _("双方是同一个账号：%(one)s、%(other)s"),
    }
    for one in applicants:
        for other in respondents:
            same = next((mark for mark in MARKS if _same(one, other, mark)), None)
            if same is not None:
                yield said[same] % {"one": one.name, "other": other.name}


def _same(one: Party, other: Party, mark: str) -> bool:
    return bool(getattr(one, mark)) and getattr(one, mark) == getattr(other, mark)


def _again(case: Case, applicants: list[Party], respondents: list[Party]) -> Iterator[str]:
    """Cases of the same two sides, whichever of them applied."""
    first, second = _cases_of(applicants), _cases_of(respondents)
    if not (first and second):
        return
    span = timedelta(days=DAYS)
    near = Case.objects.filter(
        version__family__in=FAMILIES,
        parent=None,
        opened_at__range=(case.opened_at - span, case.opened_at + span),
    )
    count = near.filter(pk__in=first & second).count()
    if count >= OFTEN:
        yield _("同样的双方在前后%(days)d天内有%(count)d件纠纷") % {"days": DAYS, "count": count}


def _cases_of(people: list[Party]) -> set[int]:
    known = Q()
    for one in people:
        for mark in MARKS:
            if getattr(one, mark):
                known |= Q(**{mark: getattr(one, mark)})
    return set(Party.objects.filter(known).values_list("case_id", flat=True)) if known else set()
