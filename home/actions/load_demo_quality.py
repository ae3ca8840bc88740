"""Two finished half-years of legal aid and mediation, so that rankings, reviews and statistics have something to count.

The cases come in as lines of an old register; what people said, duty and reviews as rows of their day. Editions are
counted, objected to and published by the people who would do it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from home.actions.load_demo_editions import complain, make_editions
from home.actions.load_demo_reviews import quarters, review
from home.actions.load_demo_subsidies import subsidise
from home.demo import content
from home.demo.quality_lines import Line, read_line
from home.demo.scene import Scene, at
from services.anomalies.actions.look_for_signs import look_for_signs
from services.calendar.half_years import HalfYear, half_year, last_finished
from services.cases.actions.afterwards import left_for_later
from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actions.meet_deadlines import meet_deadlines
from services.cases.models import Case, Instalment
from services.directory.models import Lawyer, Mediator
from services.legal_aid.models import Consultation, HoursEntry
from services.notices.models import Delivery, Notice
from services.ranking.models import Edition
from services.voices.models import Survey, SurveyLink
from tenants.models import Tenant
from tenants.scope import in_tenant

# How many cases of one mediator share what they should not.
ODD = 5
POINTS = {"very": 100, "satisfied": 85, "fairly": 70, "dissatisfied": 0}


def load_quality(now: datetime | None = None) -> int:
    """How many counties got theirs: none where there is an edition."""
    today, made = timezone.localdate(now or timezone.now()), 0
    last = last_finished(today)
    halves = (half_year(last.since - timedelta(days=1)), last)
    for name in content.COUNTIES:
        tenant = Tenant.objects.select_related("division").get(slug=name)
        with in_tenant(tenant):
            if not Edition.objects.exists():
                told = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                _load(tenant, halves, content.read(f"quality/{name}"))
                _forget_old_words(told, now or timezone.now())
                made += 1
    return made


def _forget_old_words(told: int, now: datetime) -> None:
    """What would have been said in a year would fill everybody's list on the first day."""
    with left_for_later():
        meet_deadlines(now)
    Delivery.objects.filter(notice__gt=told).delete()
    Notice.objects.filter(pk__gt=told).delete()


@transaction.atomic
def _load(tenant: Tenant, halves: tuple[HalfYear, HalfYear], said: Mapping[str, Any]) -> None:
    scene = Scene(tenant, content.read("shared/quality"))
    lawyers = {one.name: one for one in Lawyer.objects.select_related("firm", "user")}
    mediators = {one.name: one for one in Mediator.objects.select_related("organisation", "user")}
    newest = list(quarters(halves[-1]))[-1]
    for place, half in enumerate(halves):
        _aid(scene, half, [(lawyers[name], read_line(told[place])) for name, told in said["lawyers"].items()])
        _mediations(
            scene,
            half,
            [(mediators[name], read_line(told[place])) for name, told in said["mediators"].items()],
            said["odd"] if half == halves[-1] else "",
        )
        complaints = [name for name, when in said["complaints"].items() if when == place]
        complain(scene, half, [(lawyers | mediators)[name] for name in complaints])
        for quarter in quarters(half):
            review(scene, quarter, said["reviews"], newest=quarter == newest)
        if half == halves[-1]:
            subsidise(scene, half)
            look_for_signs(tenant, half.since - timedelta(days=60), half.until, now=at(half.until, 22))
        make_editions(scene, half, newest=half == halves[-1])


def _aid(scene: Scene, half: HalfYear, people: list[tuple[Lawyer, Line]]) -> None:
    lines, voices = [], []
    for lawyer, told in people:
        for number, day in enumerate(_days(half, told.cases)):
            key = len(lines) + 1
            lines.append(_aid_case(scene, half, key, lawyer, day, told, number))
            voices.append((key, told.voices[number] if number < len(told.voices) else ""))
        _service(lawyer, half, told, scene.words["service"])
    cases = bring_in(lines, doer=scene.officer)
    _asked([_voice(cases[key - 1], grade, lawyer=lines[key - 1].lawyer) for key, grade in voices])


def _aid_case(
    scene: Scene, half: HalfYear, key: int, lawyer: Lawyer, day: date, told: Line, number: int
) -> Concluded:
    closed = at(day, 15)
    begun = closed - timedelta(days=70)
    filed = closed - timedelta(days=20)
    late = number < told.late
    return Concluded(
        number=scene.number("aid_number", half, key),
        procedure="LA_CASE",
        title=scene.words["aid"][key % len(scene.words["aid"])],
        state="unqualified" if number >= told.cases - told.failed else "archived",
        opened_at=begun,
        closed_at=closed,
        lawyer=lawyer,
        organisation=lawyer.firm,
        limits=(
            ("handover", begun, begun + timedelta(hours=8), begun + timedelta(hours=3)),
            ("dossier", filed, filed + timedelta(days=14), filed + timedelta(days=16 if late else 9)),
        ),
    )


def _service(lawyer: Lawyer, half: HalfYear, told: Line, note: str) -> None:
    """Consultations at the window and on the phone by turns; other hours in one entry a month."""
    channels = (Consultation.Channel.COUNTER, Consultation.Channel.PHONE, Consultation.Channel.STATION)
    Consultation.objects.bulk_create(
        Consultation(
            tenant_id=lawyer.tenant_id,
            at=at(day, 10),
            channel=channels[number % 3],
            lawyer=lawyer,
            minutes=10 + 5 * (number % 3),
        )
        for number, day in enumerate(_days(half, told.consultations))
    )
    HoursEntry.objects.bulk_create(
        HoursEntry(
            tenant_id=lawyer.tenant_id,
            lawyer=lawyer, on=day, kind=HoursEntry.Kind.VILLAGE, hours=2,
            note=note, state=HoursEntry.State.CONFIRMED,
        )
        for day in _days(half, told.hours // 2)
    )  # fmt: skip


def _mediations(scene: Scene, half: HalfYear, people: list[tuple[Mediator, Line]], odd: str) -> None:
    """The first cases of `odd` in the newest half-year are there to be found: one phone, one text."""
    lines, voices = [], []
    for mediator, told in people:
        for number, day in enumerate(_days(half, told.cases)):
            key = len(lines) + 1
            told_of = scene.words["odd"] if mediator.name == odd and number < ODD else None
            lines.append(_mediation(scene, half, key, mediator, day, told_of))
            voices.append((key, told.voices[number] if number < len(told.voices) else ""))
    cases = bring_in(lines, doer=scene.officer)
    _payments(cases, scene.words["payment"])
    sides = (Survey.Side.APPLICANT, Survey.Side.RESPONDENT)
    _asked(
        [
            _voice(cases[key - 1], grade, side=sides[key % 2], mediator=lines[key - 1].mediator)
            for key, grade in voices
        ]
    )


def _payments(cases: list[Case], what: str) -> None:
    """What every third agreement asked for, a fortnight after it; one in nine was not paid."""
    Instalment.objects.bulk_create(
        Instalment(
            tenant_id=case.tenant_id, case=case, due_on=timezone.localdate(case.closed_at), what=what,
            status=Instalment.Status.OPEN if number % 3 == 2 else Instalment.Status.DONE,
        )
        for number, case in enumerate(cases[::3])
    )  # fmt: skip


def _mediation(
    scene: Scene, half: HalfYear, key: int, mediator: Mediator, day: date, odd: Mapping[str, str] | None
) -> Concluded:
    closed = at(day, 16)
    begun = closed - timedelta(days=40)
    return Concluded(
        number=scene.number("mediation_number", half, key),
        procedure="PM_GENERAL",
        title=scene.words["mediation"][key % len(scene.words["mediation"])],
        state="archived",
        opened_at=begun,
        closed_at=closed,
        mediator=mediator,
        organisation=mediator.organisation,
        place_id=mediator.organisation.division_id,
        parties=_parties(scene, key, odd),
        data={"agreed_terms": scene.words["agreed"], **({"dispute_summary": odd["text"]} if odd else {})},
        limits=(
            ("overall", begun, begun + timedelta(days=30), begun + timedelta(days=12 if key % 7 else 33)),
        ),
    )


def _parties(scene: Scene, key: int, odd: Mapping[str, str] | None) -> tuple[tuple[str, ...], ...]:
    """Everybody has a name and a phone of their own; those of the odd ones share a phone."""
    names = scene.words["people"]
    one, other = names[key % len(names)], names[(key * 7 + 3) % len(names)]
    phone = odd["phone"] if odd else f"+86199000{20000 + key}"
    return ("applicant", f"{one}{key}", phone), ("respondent", f"{other}{key}")


def _asked(surveys: list[Survey]) -> None:
    """Each got a slip; its code is nobody's."""
    SurveyLink.objects.bulk_create(
        SurveyLink(
            tenant_id=one.tenant_id, survey=one, channel="paper", token_hash=sha256(one.about.encode()).hexdigest(),
            made_at=one.asked_at, until=one.asked_at + timedelta(days=60),
        )
        for one in Survey.objects.bulk_create(surveys)
    )  # fmt: skip


def _voice(case: Case, grade: str, *, side: str = "", **who: Any) -> Survey:
    """Without a grade they were asked and have not answered."""
    said = (
        {"points": POINTS[grade], "channel": "sms", "answered_at": case.closed_at + timedelta(days=1)}
        if grade
        else {}
    )
    return Survey(
        tenant_id=case.tenant_id,
        about=f"case:{case.number}",
        side=side,
        title=case.title,
        organisation=case.organisation,
        closed_on=timezone.localdate(case.closed_at),
        asked_at=case.closed_at,
        grade=grade,
        **said,
        **who,
    )


def _days(half: HalfYear, count: int) -> Iterator[date]:
    """Spread over the half-year, from its second week on."""
    span = (half.until - half.since).days - 10
    return (half.since + timedelta(days=8 + span * place // max(count, 1)) for place in range(count))
