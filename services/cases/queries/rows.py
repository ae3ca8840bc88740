"""Cases as lines of a list: names instead of codes, who holds each, how many days are left. Three queries a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.cases.models import Case, Handler, Party, ProcedureVersion
from services.cases.queries.procedures import declared
from services.procedures.spec import Procedure

# Sealed or long, and in no list.
LEFT_OUT = ("data", "lookup_hash", "head")
SOON = 3


@dataclass(frozen=True)
class Due:
    """`days` until the last day, negative when it has passed; `words` say it without colour."""

    on: date
    days: int
    late: bool
    words: str

    @property
    def soon(self) -> bool:
        return not self.late and self.days <= SOON


@dataclass(frozen=True)
class Row:
    case: Case
    procedure: str
    state: str
    holder: str
    applicants: str
    respondents: str
    due: Due | None


def rows(cases: QuerySet[Case] | Sequence[Case], now: datetime | None = None) -> list[Row]:
    found = list(cases.defer(*LEFT_OUT) if isinstance(cases, QuerySet) else cases)
    now = now or timezone.now()
    versions = ProcedureVersion.objects.in_bulk({case.version_id for case in found})
    procedures = {pk: declared(version) for pk, version in versions.items()}
    people = _people(found)
    handlers = _handlers(found)
    return [
        _row(case, procedures[case.version_id], people[case.pk], handlers[case.pk], now) for case in found
    ]


def due(case: Case, now: datetime) -> Due | None:
    if case.due_at is None or not case.is_open:
        return None
    end = timezone.localtime(case.due_at)
    on = end.date() if end.hour or end.minute else date.fromordinal(end.date().toordinal() - 1)
    days = (on - timezone.localdate(now)).days
    late = case.due_at <= now
    return Due(on, days, late, _in_words(days, late))


def held_by(procedure: Procedure, turn: Iterable[str], named: Mapping[str, list[str]]) -> str:
    said = []
    for role in turn:
        label = procedure.roles[role].name if role in procedure.roles else role
        said.append(f"{label} {'、'.join(named[role])}" if named.get(role) else label)
    return "，".join(said)


def _row(
    case: Case,
    procedure: Procedure,
    people: Mapping[str, list[str]],
    named: Mapping[str, list[str]],
    now: datetime,
) -> Row:
    state = procedure.by_state.get(case.state)
    return Row(
        case=case,
        procedure=procedure.name,
        state=state.name if state else case.state,
        holder=held_by(procedure, case.turn, named) if case.is_open else "",
        applicants=_few(people.get(Party.Side.APPLICANT, [])),
        respondents=_few(people.get(Party.Side.RESPONDENT, [])),
        due=due(case, now),
    )


def _people(cases: Sequence[Case]) -> Mapping[int, Mapping[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named = Party.objects.filter(case__in=cases, role=Party.Role.PARTY)
    for case, side, name in named.values_list("case_id", "side", "name"):
        found[case][side].append(name)
    return found


def _handlers(cases: Sequence[Case]) -> Mapping[int, Mapping[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named = Handler.objects.filter(case__in=cases, until=None)
    for case, role, name in named.values_list("case_id", "role", "name"):
        found[case][role].append(name)
    return found


def _few(names: list[str]) -> str:
    if len(names) <= 2:
        return "、".join(names)
    return _("%(first)s等%(count)s人") % {"first": names[0], "count": len(names)}


def _in_words(days: int, late: bool) -> str:
    if days == 0:
        return _("今天已过时限") if late else _("今天到期")
    if days < 0:
        return ngettext("已逾期%(days)d天", "已逾期%(days)d天", -days) % {"days": -days}
    return ngettext("还剩%(days)d天", "还剩%(days)d天", days) % {"days": days}
