"""The page of a case: what to do on the left, what is known on the right."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from services.booking.queries import about as bookings_about
from services.cases import beside
from services.cases.actors import Doer
from services.cases.admin.access import CaseView
from services.cases.admin.deeds import Forms
from services.cases.admin.people import Worker, people, role_name, workers
from services.cases.admin.steps import offers
from services.cases.endings import gives_up
from services.cases.holders import holder
from services.cases.models import Case, CaseEvent, CaseLink, CasePaper, FollowUpOffer, Message, Party
from services.cases.notice_kinds import about as notices_about
from services.cases.queries import dossier
from services.cases.queries.broken import checked
from services.cases.queries.filled import filled
from services.cases.queries.procedures import declared, in_force
from services.cases.queries.promise import promise
from services.cases.queries.red_flags import red_flags
from services.cases.rules import may_manage, may_work, visible
from services.cases.told import told
from services.documents.queries import open_seats
from services.mediation.queries import all_rooms_about
from services.notices.sent import sent_about
from services.procedures.facts import Offer
from services.procedures.spec import Procedure
from tenants.roles import CASE_OFFICER

# A long case shows its newest events; the rest stand behind a link on the same page.
NEWEST = 30
SUPERVISION = "supervision"


@method_decorator(never_cache, name="dispatch")
class PageView(CaseView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return page(request, self.case, self.doer)


def page(
    request: HttpRequest,
    case: Case,
    doer: Doer,
    *,
    forms: Forms | None = None,
    looked_at: Party | None = None,
    status: int = 200,
) -> HttpResponse:
    """`forms` holds one that was refused, with what was typed; `looked_at` is shown in full this once."""
    context = about(case, doer) | {
        "forms": forms or Forms(case, doer),
        "people": list(people(case, looked_at)),
        "looked_at": looked_at,
    }
    response = TemplateResponse(request, "cases/admin/page.html", context, status=status)
    if looked_at is not None:
        response["Cache-Control"] = "no-store"
    return response


def about(case: Case, doer: Doer) -> dict[str, Any]:
    procedure = declared(case.version)
    events, faults = checked(case)
    applied = told(case, sensitive=False)
    open_ways = offers(case, procedure, doer) if case.is_open else ()
    named, empty = workers(case, procedure), _empty_seats(case, doer)
    return {
        "case": case,
        "doer": doer,
        "procedure": procedure,
        "state": procedure.by_state[case.state],
        "outcome": procedure.outcomes.get(case.outcome),
        "promise": promise(case),
        "doors": [
            Door(one, beside.step_address(case, one.transition))
            for one in sorted(open_ways, key=lambda offer: gives_up(procedure, offer.transition))
        ],
        "sections": beside.sections(case, doer),
        "endings": [one.transition.code for one in open_ways if gives_up(procedure, one.transition)],
        "nobody_named": case.is_open and case.waiting_for == CASE_OFFICER and bool(empty),
        "without_account": _without_account(named, empty),
        "works": may_work(case, doer) and doer.user is not None,
        "manages": may_manage(doer),
        "workers": named,
        "applied": applied,
        "filled": [line for line in filled(case, _told_to(doer, case)) if line not in applied],
        "faults": faults,
        "red_flags": red_flags(case),
        "events": [Told(event, role_name(procedure, event.code)) for event in reversed(events)],
        "newest": NEWEST,
        "papers": list(papers(case)),
        "evidence": list(case.evidence.select_related("party", "added_by")),
        "documents": procedure.documents,
        "messages_": list(
            case.messages.exclude(kind=Message.Kind.ANSWER).prefetch_related("replies").order_by("-pk")
        ),
        "sent": sent_about(notices_about(case)),
        "bookings": list(bookings_about(notices_about(case))),
        "rooms": list(all_rooms_about(notices_about(case))),
        "links": list(links(case, doer)),
        "follow_ups": list(follow_ups(case)),
        "instalments": list(case.instalments.all()),
        "grants": list(case.grants.filter(until=None).select_related("to")),
        "missing": dossier.missing(case),
        "dossiers": list(case.dossiers.all()[:3]),
    }


# What a person says about those who worked for them is read by these in sums, not one by one.
_VOICES = frozenset({"survey_grade", "survey_comment", "satisfaction_grade"})


def _told_to(doer: Doer, case: Case) -> dict[str, Any]:
    return {code: value for code, value in case.data.items() if not (doer.seated and code in _VOICES)}


@dataclass(frozen=True)
class Door:
    """A step that may be taken, and at which address."""

    offer: Offer
    url: str


def _empty_seats(case: Case, doer: Doer) -> frozenset[str]:
    """Roles whose turn it is and in which the case officer acts because no account is named in them."""
    return frozenset(role for role in case.turn if doer.vacant.intersection(holder(role).by[:1]))


def _without_account(named: Iterable[Worker], empty: Collection[str]) -> str:
    """Whom the case officer acts for there: people who are named and cannot sign in."""
    handlers = [one.handler for one in named if one.handler.role in empty]
    return "、".join(one.name for one in handlers if one.until is None and one.user_id is None)


@dataclass(frozen=True)
class Told:
    event: CaseEvent
    role: str


@dataclass(frozen=True)
class Issued:
    """`unsigned` are the seats on which nobody has signed yet."""

    paper: CasePaper
    unsigned: list[dict[str, str]]


def papers(case: Case) -> Iterator[Issued]:
    for made in case.papers.select_related("paper").prefetch_related("paper__signatures"):
        seats = open_seats(made.paper) if made.paper and made.status == CasePaper.Status.TO_SIGN else []
        yield Issued(made, seats)


@dataclass(frozen=True)
class Linked:
    kind: str
    case: Case
    note: str


def links(case: Case, doer: Doer) -> Iterator[Linked]:
    """In both directions; the page of the other one asks again who may see it. Who handles a case is not told that
    somebody complained."""
    for one in CaseLink.objects.filter(case=case).select_related("other"):
        yield Linked(one.get_kind_display(), one.other, one.note)
    for one in CaseLink.objects.filter(other=case).select_related("case__version"):
        if one.case.version.family != SUPERVISION or _may_know(one.case, doer):
            yield Linked(one.get_kind_display(), one.case, one.note)


def _may_know(case: Case, doer: Doer) -> bool:
    if doer.user is None:
        return True
    return visible(Case.objects.filter(pk=case.pk), doer.user, doer.tenant_roles).exists()


@dataclass(frozen=True)
class Follow:
    offer: FollowUpOffer
    name: str


def follow_ups(case: Case) -> Iterator[Follow]:
    for offer in case.offers.select_related("opened"):
        yield Follow(offer, _called(case, offer.procedure_code))


def _called(case: Case, code: str) -> str:
    try:
        procedure: Procedure = in_force(case.tenant, code)
    except KeyError:
        return code
    return procedure.name
