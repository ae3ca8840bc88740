"""The half-yearly report of the centre, reckoned from what happened. Kept as numbers; words come when it is shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.calendar.half_years import HalfYear
from services.cases.models import Case, CaseClock
from services.complaints.models import Complained
from services.legal_aid.models import Consultation
from services.legal_aid.queries import within
from services.ranking.counting import AID, ASSESSED, MEDIATION, OF_THE_LAWYER
from services.ranking.words import amount_of
from services.reviews.models import Sampled
from services.subsidies.models import PaymentRow
from services.voices.models import Grade
from services.voices.queries import whole

# Fewer would single people out.
FEWEST = 3
OUTCOMES = {
    "closed": gettext_lazy("办结，质量合格"),
    "quality_failed": gettext_lazy("办结，质量不合格"),
    "refused": gettext_lazy("不予援助"),
    "withdrawn": gettext_lazy("撤回申请"),
    "terminated": gettext_lazy("终止援助"),
    "returned": gettext_lazy("材料不齐退回"),
}

Figures = Mapping[str, Any]


def figures(period: HalfYear) -> dict[str, Any]:
    """By subject, numbers alone: they are kept as they are when the first edition of the period is published."""
    since, until = period.since, period.until
    ended = Case.objects.filter(within("closed_at", since, until), is_open=False)
    aid = ended.filter(procedure_code__in=AID)
    return {
        "aid": _by(aid, "outcome"),
        "consultations": _by(Consultation.objects.filter(within("at", since, until)), "channel"),
        "grades": dict(whole(since, until).grades),
        "reviews": _by(Sampled.objects.filter(closed=True, closed_on__range=(since, until)), "result"),
        "punctual": _punctual(aid.filter(outcome__in=ASSESSED)),
        "complaints": {"true": Complained.objects.filter(substantiated_on__range=(since, until)).count()},
        "mediation": {"closed": ended.filter(version__family=MEDIATION).count()},
        "subsidies": _paid(since, until),
    }


def _by(rows: Any, column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(Count("pk")))


def _punctual(cases: Any) -> dict[str, int]:
    clocks = CaseClock.objects.filter(case__in=cases.order_by().values("pk"), due_at__isnull=False)
    return clocks.filter(code__in=OF_THE_LAWYER).aggregate(
        due=Count("pk"), in_time=Count("pk", filter=Q(ended_at__lte=F("due_at")))
    )


def _paid(since: date, until: date) -> dict[str, Any]:
    rows = PaymentRow.objects.filter(payment_list__paid_on__range=(since, until))
    said = rows.aggregate(count=Count("pk"), amount=Sum("amount"))
    return {"count": said["count"], "amount": f"{said['amount'] or 0:.2f}"}


@dataclass(frozen=True)
class Bar:
    """`value` is empty where it is too small to be shown; `share` of the largest, for the bar."""

    label: str
    value: int | None
    share: int


@dataclass(frozen=True)
class Section:
    """`total` is None where it would give away the one part that is hidden."""

    code: str
    title: str
    source: str
    total: str | None
    bars: tuple[Bar, ...] = ()
    note: str = ""


def sections(told: Figures, told_anyway: Collection[str] = ()) -> list[Section]:
    """`told_anyway`: codes of the measures that a ranking of the same period publishes of each person."""
    channels, grades = dict(Consultation.Channel.choices), dict(Grade.choices)
    results = dict(Sampled.Result.choices)
    found = [
        _parts(
            "aid",
            _("法律援助案件"),
            told,
            OUTCOMES,
            "cases",
            _("这半年办结的法律援助案件（含通知辩护），按结果"),
            anyway={"quality_failed", "closed"} if "quality" in told_anyway else (),
        ),
        _parts("consultations", _("法律咨询"), told, channels, "consultations", _("登记的咨询，按方式")),
        _parts("grades", _("群众评价"), told, grades, "voices", _("受援人、当事人和咨询群众打的分，按等次")),
        _parts("reviews", _("案卷评查"), told, results, "reviews", _("抽查的案卷，按评查结果")),
        _punctuality(told.get("punctual", {})),
        _single(
            "mediation",
            _("人民调解"),
            told.get("mediation", {}).get("closed", 0),
            _("这半年办结的调解"),
        ),
        _single(
            "complaints",
            _("查实的投诉"),
            told.get("complaints", {}).get("true", 0),
            _("这半年查明属实的投诉，没有查实的不计"),
            anyway="complaints" in told_anyway,
        ),
        _subsidies(told.get("subsidies", {})),
    ]
    return [one for one in found if one is not None]


def _parts(
    code: str,
    title: str,
    told: Figures,
    labels: Mapping[str, Any],
    unit: str,
    source: str,
    anyway: Collection[str] = (),
) -> Section | None:
    """`unit`: the count of `words.COUNTS` whose unit it has."""
    counts = {label: told.get(code, {}).get(key, 0) for key, label in labels.items()}
    rest = sum(told.get(code, {}).values()) - sum(counts.values())
    if rest:
        counts[_("其他")] = rest
    counts = {label: count for label, count in counts.items() if count}
    if not counts:
        return None
    open_ = {labels[key] for key in anyway}
    most = max(counts.values())
    hidden = [label for label, count in counts.items() if count < FEWEST and label not in open_]
    bars = tuple(
        Bar(str(label), None, 0) if label in hidden else Bar(str(label), count, round(100 * count / most))
        for label, count in counts.items()
    )
    total = None if len(hidden) == 1 else amount_of(unit, sum(counts.values()))
    return Section(code, title, source, total, bars)


def _punctuality(told: Figures) -> Section | None:
    due, in_time = told.get("due", 0), told.get("in_time", 0)
    if due < FEWEST:
        return None
    share = f"{100 * in_time / due:.1f}%"
    source = _("按期办了的 ÷ 有期限的：当日对接、按期交卷")
    bars = (
        (Bar(_("按期"), in_time, round(100 * in_time / due)),)
        if due - in_time in (0, *range(FEWEST, due + 1))
        else ()
    )
    return Section("punctual", _("按时办理"), source, share, bars)


def _single(code: str, title: str, count: int, source: str, *, anyway: bool = False) -> Section:
    said = (
        _("少于%(least)s%(unit)s") % {"least": FEWEST, "unit": _("件")}
        if 0 < count < FEWEST and not anyway
        else amount_of("cases", count)
    )
    return Section(code, title, source, said)


def _subsidies(told: Figures) -> Section | None:
    count = told.get("count", 0)
    if not count:
        return None
    total = _("%(amount)s元") % {"amount": told["amount"]} if count >= FEWEST else None
    return Section("subsidies", _("发放的补贴"), _("这半年发放的补贴表合计"), total)
