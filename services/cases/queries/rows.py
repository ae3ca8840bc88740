"""Cases as lines of a list: names for codes, who holds each, how many days are left. Three queries a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.cases.models import Case, Handler, Party
from services.cases.queries.procedures import by_digest
from services.procedures.spec import Procedure

# Sealed or long, and in no list.
LEFT_OUT = ("data", "lookup_hash", "head", "version__text", "version__form")
SOON = 3


_Names = defaultdict[int, defaultdict[str, list[str]]]


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
    if isinstance(cases, QuerySet):
        cases = cases.select_related("version").defer(*LEFT_OUT)
    found, now = list(cases), now or timezone.now()
    procedures = by_digest({case.version.digest for case in found})
    people, handlers = _named(found)
    return [
        _row(case, procedures[case.version.digest], people[case.pk], handlers[case.pk], now) for case in found
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


def _named(cases: Sequence[Case]) -> tuple[_Names, _Names]:
    """The parties by their side, and who handles the case by their role."""
    columns = ("case_id", "what", "key", "name", "pk")
    people = Party.objects.filter(case__in=cases, role=Party.Role.PARTY)
    handlers = Handler.objects.filter(case__in=cases, until=None)
    both = (
        people.order_by().annotate(what=Value(0), key=F("side")).values_list(*columns),
        handlers.order_by().annotate(what=Value(1), key=F("role")).values_list(*columns),
    )
    found = (_names(), _names())
    for case, what, key, name, _pk in sorted(both[0].union(both[1], all=True), key=lambda row: row[-1]):
        found[what][case][key].append(name)
    return found


def _names() -> _Names:
    return defaultdict(lambda: defaultdict(list))


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
