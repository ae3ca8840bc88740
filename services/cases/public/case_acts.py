"""What a party does on the page of its case. Each answers with the page itself, where something was refused."""

from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from services.cases import gather
from services.cases.actions.add_evidence import LARGEST, add_evidence
from services.cases.actions.send_message import send_message
from services.cases.actions.take_step import take_step
from services.cases.actions.take_up_own import take_up_own
from services.cases.endings import gives_up
from services.cases.errors import CaseError
from services.cases.models import Case, FollowUpOffer, Handler, Message, Party
from services.cases.public.applying import Offer, apply_online
from services.cases.public.case_page import Problem, crumbs, for_visitors, refuse
from services.cases.public.door import Visit
from services.cases.queries.citizen_case import own_evidence, own_papers
from services.cases.queries.procedures import declared
from services.cases.step_form import ALL, known, step_form, taken
from services.documents.queries import pdf_of
from services.forms.spec import Form
from services.inputs.again import ask_again
from services.inputs.bound import Bound
from services.inputs.owner import owner_of
from services.procedures import engine
from services.procedures import facts as engine_facts
from services.procedures.spec import Procedure, Transition
from tenants.throttle import throttled

MOST_AT_ONCE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def step(request: HttpRequest, seen: Visit, code: str) -> HttpResponse:
    procedure = declared(seen.case.version)
    offer = _offer(seen, code)
    form, given = _asked(procedure, offer.transition)
    bound = Bound.of(request, form, "step", initial=_known(seen, form), draft=f"step-{seen.case.pk}-{code}")
    refused = offer.refused.sentence.said(_) if offer.refused else ""
    if bound.valid and request.method == "POST" and not refused:
        data, confirmed = taken(form, {**bound.cleaned.values, **given})
        try:
            take_step(
                seen.case,
                code,
                doer=seen.doer,
                data=data,
                confirmed=confirmed,
                files=bound.files,
                revision=_number(request.POST.get("revision", "")),
            )
        except CaseError as error:
            refused = str(error)
        else:
            bound.settle()
            messages.success(request, _("已办好：%(step)s。") % {"step": offer.transition.name})
            return redirect(seen.address())
        bound.refused = {"": refused}
    if request.method == "POST" and (sent_back := ask_again(bound)):
        return sent_back
    context = {
        "seen": seen, "case": seen.case, "offer": offer, "bound": bound, "refused": refused,
        "gives_up": gives_up(procedure, offer.transition),
    }  # fmt: skip
    return render(
        request, "cases/public/step.html", context | {"crumbs": crumbs(seen, offer.transition.name)}
    )


def _asked(procedure: Procedure, way: Transition) -> tuple[Form, dict[str, Any]]:
    """The form for the party, and what goes without asking: the day, and what pressing the button to give up says."""
    whole = step_form(procedure, way)
    today = timezone.localdate().isoformat()
    given: dict[str, Any] = {
        one.code: today for one in whole.fields if one.type == "date" and one.required and one.most == "today"
    }
    if gives_up(procedure, way) and ALL in whole.by_code:
        given[ALL] = [code for code, _name in whole.by_code[ALL].options]
    return replace(whole, fields=tuple(one for one in whole.fields if one.code not in given)), given


def _offer(seen: Visit, code: str) -> engine_facts.Offer:
    procedure = declared(seen.case.version)
    offers = engine.open_to(procedure, gather.facts(seen.case, procedure), seen.doer.as_actor(procedure))
    found = next((offer for offer in offers if offer.transition.code == code), None)
    if found is None or not seen.acts:
        raise Http404
    return found


def _known(seen: Visit, form: Form) -> dict[str, object]:
    """What the one side told of itself is not put before the other."""
    found = known(seen.case, form)
    own = seen.party.side == Party.Side.APPLICANT
    return {
        code: value
        for code, value in found.items()
        if code in form.by_code and (own or not form.by_code[code].sensitive)
    }


def _number(said: str) -> int | None:
    return int(said) if said.isdigit() and len(said) < 10 else None


def _only_sent(view: Any) -> Any:
    """Who opens the address of a form, for example after switching the language, is led to the case."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @for_visitors
    @wraps(view)
    def sent(request: HttpRequest, seen: Visit) -> HttpResponse:
        return view(request, seen) if request.method == "POST" else redirect(seen.address())

    return sent


@_only_sent
@throttled("case_evidence", limit=30)
def bring(request: HttpRequest, seen: Visit) -> HttpResponse:
    """Every file that can be taken is taken."""
    files = [*request.FILES.getlist("photo"), *request.FILES.getlist("file")]
    if not files:
        return refuse(request, seen, Problem("evidence", _("请先选择文件或者拍照。")))
    if len(files) > MOST_AT_ONCE:
        return refuse(
            request, seen, Problem("evidence", _("一次最多%(count)s个文件。") % {"count": MOST_AT_ONCE})
        )
    refused = []
    for file in files:
        content = file.read() if file.size <= LARGEST else b"\0" * (LARGEST + 1)
        try:
            add_evidence(
                seen.case, doer=seen.doer, name=file.name, content=content, code=request.POST.get("code", "")
            )
        except CaseError as error:
            refused.append(str(error))
    if refused and len(refused) < len(files):
        refused.append(_("其他文件已经收到。"))
    if refused:
        return refuse(request, seen, Problem("evidence", " ".join(refused)))
    messages.success(request, _("材料已经收到，共%(count)s个文件。") % {"count": len(files)})
    return redirect(seen.address())


@_only_sent
@throttled("case_words", limit=20)
def say(request: HttpRequest, seen: Visit) -> HttpResponse:
    """A word of one's own, or the answer to a question."""
    text, about = request.POST.get("text", ""), _number(request.POST.get("about", ""))
    question = (
        Message.objects.filter(case=seen.case, kind=Message.Kind.QUESTION, pk=about).first()
        if about
        else None
    )
    kind = Message.Kind.ANSWER if about else Message.Kind.WORD
    try:
        send_message(seen.case, kind, text, doer=seen.doer, answers=question)
    except CaseError as error:
        return refuse(request, seen, Problem("talk", str(error), text, about or 0))
    messages.success(request, _("您的回答已经收到。") if about else _("您的留言已经收到。"))
    return redirect(seen.address())


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def follow_up(request: HttpRequest, seen: Visit, offer: int) -> HttpResponse:
    found = get_object_or_404(FollowUpOffer, pk=offer, case=seen.case)
    refused = ""
    if not seen.acts:
        raise Http404
    if request.method == "POST":
        token = request.POST.get("token", "")[:40]
        try:
            sent = take_up_own(found, doer=seen.doer, owner=owner_of(request), token=token)
        except CaseError as error:
            refused = str(error)
        else:
            return redirect("citizen:receipt", sent.token)
    context = {
        "seen": seen, "case": seen.case, "offer": found, "refused": refused, "token": get_random_string(32),
        "crumbs": crumbs(seen, _("办理后续事项")),
    }  # fmt: skip
    return render(request, "cases/public/follow_up.html", context, status=400 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def complain(request: HttpRequest, seen: Visit) -> HttpResponse:
    """A case of its own about this one, with what is known filled in."""
    field = {"mediation": "mediation", "legal_aid": "legal_aid"}.get(
        declared(seen.case.version).family, "other"
    )
    offer = Offer(
        key=f"complaint-{seen.case.pk}",
        title=_("投诉"),
        procedure="COMPLAINT",
        address=seen.address("complain"),
        back=seen.address(),
        crumbs=crumbs(seen, "x")[:2],
        initial={
            "related_case": seen.case.number,
            "complaint_field": field,
            "complaint_target": _who_handles(seen.case),
            "complainant_name": seen.party.name,
            "keep_identity_secret": "yes",
        },
        locked=("related_case",),
        about=seen.case,
    )
    return apply_online(request, offer)


def _who_handles(case: Case) -> str:
    """The one person and the office; the office alone where several work on it or nobody is named yet."""
    people = list(Handler.objects.filter(case=case, until=None).values_list("name", flat=True).distinct()[:2])
    office = case.organisation.name if case.organisation else ""
    if len(people) != 1:
        return office
    return _("%(name)s（%(where)s）") % {"name": people[0], "where": office} if office else people[0]


@require_safe
@for_visitors
def file(request: HttpRequest, seen: Visit, evidence: int) -> FileResponse:
    found = get_object_or_404(own_evidence(seen.case, seen.party), pk=evidence)
    return _download(
        FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.mime)
    )


@require_safe
@for_visitors
def paper(request: HttpRequest, seen: Visit, row: int) -> HttpResponse:
    found = get_object_or_404(own_papers(seen.case, seen.party), pk=row)
    response = HttpResponse(pdf_of(found.paper), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.paper.code}.pdf"'
    return _download(response)


def _download(response: HttpResponse) -> HttpResponse:
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
