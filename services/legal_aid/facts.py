"""The facts by which lawyers are put in order for a case. A fixed number of queries, however many lawyers there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.models import Case, Handler
from services.cases.queries.procedures import in_force
from services.cases.suspended import ROLE
from services.complaints.queries import suspended
from services.directory.codes import LANGUAGES
from services.directory.matters import taxonomy
from services.directory.models import Lawyer, Organisation
from services.directory.rules import around
from services.directory.terms import in_office
from services.legal_aid import quality
from services.legal_aid.candidates import SUSPENSION, Candidate, Facts, Need, Score, rank
from services.legal_aid.conflicts import conflicts
from services.legal_aid.queries import consultations, settings_of
from services.procedures.terms import Number
from tenants.models import Tenant

YEAR = timedelta(days=365)
# Here the lawyers of the case are about to be replaced.
REASSIGNING = "reassigning"
THRESHOLD = "duty_record_threshold"


def candidates(
    case: Case, *, language: str = "", matter: str = "", today: date | None = None
) -> list[Candidate]:
    return rank(facts(case, today=today), need_of(case, language=language, matter=matter))


def on_the_list() -> Any:
    """Whom legal aid is entrusted to: the register, and who does nothing else."""
    return Q(aid_roster=True) | Q(kind=Lawyer.Kind.AID)


def off_the_list(today: date | None = None) -> int:
    """How many lawyers of the register legal aid is not entrusted to."""
    return Lawyer.objects.filter(in_office(today), firm__active=True).exclude(on_the_list()).count()


def lacks_matter(case: Case) -> bool:
    return case.matter not in taxonomy().matters


def need_of(case: Case, *, language: str = "", matter: str = "") -> Need:
    """`matter` says what a case is about that does not say it itself."""
    settings, known = settings_of(case.tenant), taxonomy()
    about = matter if lacks_matter(case) else case.matter
    return Need(
        matters=tuple(one.code for one in known.line(about)),
        matter=known.matters[about].name if about in known.matters else "",
        language=language if language in LANGUAGES else "",
        language_name=str(LANGUAGES.get(language, "")),
        threshold=threshold(case.tenant).least or 0,
        high=settings.high,
        low=settings.low,
        few=settings.few,
    )


def threshold(tenant: Tenant) -> Number:
    """Records of consultations from which a lawyer comes first; the county may have a number of its own."""
    return in_force(tenant, "LA_DUTY").numbers[THRESHOLD]


def facts(case: Case, *, today: date | None = None) -> list[Facts]:
    today = today or timezone.localdate()
    lawyers = list(
        Lawyer.objects.filter(in_office(today), on_the_list(), firm__active=True)
        .select_related("firm__division", "user")
        .order_by("pk")
    )
    known = _Known.of(case, lawyers, today)
    return [known.about(one) for one in lawyers]


@dataclass(frozen=True)
class _Known:
    work: Mapping[int, tuple[int, Any]]
    asked: Mapping[int, int]
    satisfaction: Mapping[int, Score]
    reviews: Mapping[int, tuple[Score, int]]
    complaints: Mapping[int, int]
    steps: Mapping[int, int]
    county: str
    counsel: frozenset[int]
    barred: Mapping[int, list[str]]
    warnings: Mapping[int, list[str]]

    @classmethod
    def of(cls, case: Case, lawyers: list[Lawyer], today: date) -> "_Known":
        year, steps = today - YEAR, _steps(case)
        found = conflicts(case, lawyers)
        barred = {pk: list(why) for pk, why in found.barred.items()}
        for pk in suspended(today):
            barred.setdefault(pk, []).append(_("暂不指派期间（%(clause)s）") % {"clause": SUSPENSION})
        for pk in _had_it_already(case):
            barred.setdefault(pk, []).append(_("本案原来由其办理"))
        return cls(
            work=_work(),
            asked=consultations(date(2000, 1, 1), today),
            satisfaction=quality.satisfaction(year, today),
            reviews=quality.reviews(year, today),
            complaints=quality.complaints(year, today),
            steps=steps,
            county=case.place.code[:6] if case.place else "",
            counsel=_counsel(steps),
            barred=barred,
            warnings=found.warnings,
        )

    def about(self, one: Lawyer) -> Facts:
        open_cases, last = self.work.get(one.pk, (0, None))
        reviews, unqualified = self.reviews.get(one.pk, (Score(), 0))
        return Facts(
            key=one.pk,
            name=one.name,
            firm=one.firm.name,
            full_time=one.kind == Lawyer.Kind.AID,
            matters=one.matters,
            languages=one.languages,
            open_cases=open_cases,
            last_assigned=timezone.localdate(last) if last else None,
            consultations=self.asked.get(one.pk, 0),
            satisfaction=self.satisfaction.get(one.pk, Score()),
            reviews=reviews,
            unqualified=unqualified,
            complaints=self.complaints.get(one.pk, 0),
            steps=0 if one.pk in self.counsel else self._steps_of(one.firm),
            counsel=one.pk in self.counsel,
            barred=tuple(self.barred.get(one.pk, ())),
            warnings=tuple(self.warnings.get(one.pk, ())),
        )

    def _steps_of(self, firm: Organisation) -> int | None:
        """Another township of the county is as far as its seat."""
        if not self.steps:
            return None
        return self.steps.get(firm.division_id, 2 if firm.division.code.startswith(self.county) else None)


def _work() -> dict[int, tuple[int, Any]]:
    """Open cases of each lawyer, and when they were last given one."""
    rows = Handler.objects.filter(role=ROLE, lawyer__isnull=False).order_by().values_list("lawyer")
    standing = Count("case", filter=Q(case__is_open=True, until=None), distinct=True)
    return {
        lawyer: (count, last) for lawyer, count, last in rows.annotate(standing=standing, last=Max("since"))
    }


def _had_it_already(case: Case) -> Iterable[int]:
    """Whoever gave the case back, or is about to be replaced."""
    worked = Handler.objects.filter(case=case, role=ROLE, lawyer__isnull=False)
    if case.state != REASSIGNING:
        worked = worked.exclude(until=None)
    return worked.values_list("lawyer", flat=True)


def _steps(case: Case) -> dict[int, int]:
    """From the place of the case outwards to the county; nothing where it has no place."""
    if case.place is None:
        return {}
    depth = {"village": 0, "township": 1, "county": 2}
    return {one.pk: depth[one.level] for one in around(case.place) if one.level in depth}


def _counsel(steps: Mapping[int, int]) -> frozenset[int]:
    here = [pk for pk, depth in steps.items() if depth == 0]
    if not here:
        return frozenset()
    return frozenset(Lawyer.objects.filter(counsel_of__in=here).values_list("pk", flat=True))
