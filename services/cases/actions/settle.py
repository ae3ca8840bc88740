"""An agreement that was reached in a mediation room becomes the agreement of the case, by the case's own steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from services.cases.actions.advance import advance
from services.cases.actions.make_papers import plan_paper, write_paper
from services.cases.actions.record import append, locked
from services.cases.actions.tell import told_together
from services.cases.actions.tell_settled import tell_settled
from services.cases.actors import Doer
from services.cases.errors import NotAccepted
from services.cases.guards import AGREEMENT
from services.cases.models import Case, CaseEvent, CasePaper
from services.cases.queries.procedures import declared
from services.cases.settling import TERMS, settling
from services.cases.step_form import ALL, ANY, step_form, taken
from services.cases.wording import on_record
from services.documents.dates import plain
from services.documents.models import Paper
from services.forms.validate import Cleaned, validate
from services.procedures.spec import Procedure, Transition

Status = CasePaper.Status


@dataclass(frozen=True)
class Terms:
    """`due`: ISO day. `more`: fields that the steps ask for besides, as typed; `confirmed`: judgements."""

    text: str
    due: str
    how: str
    more: Mapping[str, str] = field(default_factory=dict)
    confirmed: tuple[str, ...] = ()

    @property
    def known(self) -> dict[str, str]:
        return {
            **self.more,
            TERMS: self.text,
            "performance_mode": self.how,
            "performance_due": self.due,
            "effective_date": timezone.localdate().isoformat(),
        }


@transaction.atomic
def settle(case: Case, terms: Terms, *, doer: Doer) -> CasePaper:
    """The case says that an agreement was reached, and its agreement is made, to be signed.

    Raises NotAllowed, StepRefused, PaperError; NotAccepted where the case is not so far, or has an agreement.
    """
    case = locked(case)
    procedure = declared(case.version)
    steps = settling(procedure, case.state)
    if steps.missing:
        raise NotAccepted(steps.missing)
    standing = _papers(case).filter(paper__isnull=False).first()
    if standing is not None:
        words = {"number": standing.paper.number}
        raise NotAccepted(_("这件案件已经有协议书（%(number)s）。要重新拟定，请先在案件里把它作废。") % words)
    if steps.reach is not None:
        data, confirmed = _filled(procedure, steps.reach, terms)
        # Whoever is in the room knows; the message comes when everybody has signed.
        with told_together():
            advance(case, steps.reach.code, doer=doer, data=data, confirmed=confirmed)
    elif TERMS not in (*steps.sign.requires, *steps.sign.asks):
        _word_anew(case, procedure, terms, doer)
    return _made(case, terms, doer)


@transaction.atomic
def take_effect(case: Case, terms: Terms, *, doer: Doer) -> bool:
    """The step that waited for the signed agreement. False where the procedure has none from here.

    The parties hear of the signatures, of this step and of what it opens in one message.
    """
    case.refresh_from_db()
    procedure = declared(case.version)
    way = settling(procedure, case.state).sign if case.is_open else None
    if way is None:
        return False
    data, confirmed = _filled(procedure, way, terms)
    with told_together():
        advance(case, way.code, doer=doer, data=data, confirmed=confirmed)
    case.refresh_from_db()
    signed = _papers(case).filter(paper__isnull=False).first()
    if signed is not None:
        tell_settled(case, signed.paper, effective=True)
    return True


def _filled(procedure: Procedure, way: Transition, terms: Terms) -> tuple[dict[str, Any], frozenset[str]]:
    """As if it had been typed into the form of the step. What the step may ask but need not is left open."""
    form = step_form(procedure, way)
    wanted = {code: terms.known[code] for code in way.requires if code in terms.known}
    for key in (ALL, ANY):
        if key in form.by_code:
            offered = dict(form.by_code[key].options)
            wanted[key] = [code for code in terms.confirmed if code in offered]
    answer = validate(form, wanted, timezone.localdate())
    if isinstance(answer, Cleaned):
        return taken(form, answer.values)
    code, sentences = next(iter(answer.said(_).items()))
    label = form.by_code[code.partition(".")[0]].label
    raise NotAccepted(_("%(label)s：%(why)s") % {"label": label, "why": sentences[0]})


def _papers(case: Case) -> Any:
    found = CasePaper.objects.filter(case=case, code=AGREEMENT).exclude(status=Status.REPLACED)
    return found.filter(paper__revoked_at=None, paper__replaced_by=None).select_related("paper")


def _made(case: Case, terms: Terms, doer: Doer) -> CasePaper:
    waiting = _papers(case).filter(paper=None).last() or plan_paper(case, AGREEMENT, doer=doer)
    day = parse_date(terms.due)
    words = {
        "text_agreement": terms.text,
        "text_performance_way": terms.how,
        "text_performance_due": plain(day) if day else terms.due,
    }
    return write_paper(waiting, words, doer=doer)


def _word_anew(case: Case, procedure: Procedure, terms: Terms, doer: Doer) -> None:
    """The agreement was reached before and its paper taken back: what was filled in then is not what is signed now."""
    fresh = {
        code: said for code, said in terms.known.items()
        if code in procedure.fields and code in case.data and case.data[code] != said and code != "effective_date"
    }  # fmt: skip
    if fresh:
        data = {**case.data, **fresh}
        Case.objects.filter(pk=case.pk, revision=case.revision).update(data=data, revision=case.revision + 1)
        case.data, case.revision = data, case.revision + 1
        text = on_record("协议内容在签名前改过")
        append(case, CaseEvent.Kind.NOTE, text, doer=doer, data={"filled": fresh})


def paper_of(case: Case, paper: Paper) -> CasePaper:
    return CasePaper.objects.select_related("paper", "case").get(case=case, paper=paper)
