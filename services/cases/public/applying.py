"""From an empty form to a receipt: fill in, look it over, send.

Any page may offer an application: it says what for (`Offer`) and calls `apply_online`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.cases.actions.add_evidence import checked
from services.cases.actions.apply import Application, Brought, apply
from services.cases.application import application_form
from services.cases.errors import NotAccepted
from services.cases.models import Case
from services.cases.public.door import grant
from services.cases.public.preface import preface
from services.cases.queries.citizens import receipt_of
from services.forms.spec import Field, Form
from services.inputs import once, waiting
from services.inputs.actions.errors import DraftTooLargeError
from services.inputs.again import ask_again
from services.inputs.attributes import read_out
from services.inputs.bound import Bound
from services.inputs.models import KeptFile
from services.inputs.owner import owner_of, owners_of
from services.inputs.queries import name_of
from services.procedures.spec import Procedure
from tenants.throttle import throttled

CHECK = "check"
LONGEST_TOKEN = 40


@dataclass(frozen=True)
class Offer:
    """What is applied for. `address` is the page of the form itself, `back` the one that led there.

    `noted` is kept with the case and never shown: what this door knows and nobody types.
    """

    key: str
    title: str
    procedure: str
    address: str
    back: str
    form: str = ""
    crumbs: list[dict[str, str]] = field(default_factory=list)
    initial: Mapping[str, Any] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    about: Case | None = None
    noted: Mapping[str, str] = field(default_factory=dict)


@never_cache
@throttled("apply", limit=60)
@require_http_methods(["GET", "HEAD", "POST"])
def apply_online(request: HttpRequest, offer: Offer) -> HttpResponse:
    procedure, form = application_form(request.tenant, offer.procedure, offer.form)
    if "confirm" in request.POST:
        return _send(request, offer, form)
    if request.method == "POST":
        return _filled(request, offer, procedure, form)
    if CHECK in request.GET:
        held = _held(request, offer, form)
        return _summary(request, offer, held) if held and held.valid else redirect(offer.address)
    return _page(request, offer, procedure, _bound(request, offer, form))


def _held(request: HttpRequest, offer: Offer, form: Form) -> Bound | None:
    known = {code: offer.initial[code] for code in offer.locked if code in offer.initial}
    return waiting.held(request, form, draft=offer.key, initial=known, locked=offer.locked)


def _bound(request: HttpRequest, offer: Offer, form: Form) -> Bound:
    known = {
        "filled_by": "self",
        "safe_to_call": "yes",
        "applicant_kind": "person",
        "respondent_kind": "person",
    }
    user = request.user
    if user.is_authenticated:
        known |= {"applicant_name": user.name, "applicant_phone": user.phone or ""}
    initial = {code: value for code, value in (known | dict(offer.initial)).items() if code in form.by_code}
    return Bound.of(request, form, initial=initial, locked=offer.locked, draft=offer.key)


def _page(request: HttpRequest, offer: Offer, procedure: Procedure, bound: Bound) -> HttpResponse:
    context = {
        "offer": offer,
        "procedure": procedure,
        "bound": bound,
        "preface": preface(procedure),
        "crumbs": _crumbs(offer),
    }
    return render(request, "cases/public/apply.html", context)


def _crumbs(offer: Offer) -> list[dict[str, str]]:
    return [*offer.crumbs, {"title": _("网上申请")}]


def _filled(request: HttpRequest, offer: Offer, procedure: Procedure, form: Form) -> HttpResponse:
    bound = _bound(request, offer, form)
    if bound.valid:
        try:
            waiting.hold(bound)
        except DraftTooLargeError:
            bound.refused = {"": _("填写的内容太多，请缩短一些再提交。")}
        else:
            return HttpResponseRedirect(f"{offer.address}?{CHECK}=1")
    return ask_again(bound) or _page(request, offer, procedure, bound)


def _summary(request: HttpRequest, offer: Offer, held: Bound) -> HttpResponse:
    context = {
        "offer": offer,
        "rows": _rows(held),
        "refused": once.take(request, f"{offer.key}-summary"),
        "token": get_random_string(32),
        "crumbs": _crumbs(offer),
    }
    return render(request, "cases/public/summary.html", context)


def _rows(held: Bound) -> list[dict[str, Any]]:
    """By group: label, what was filled in, and the anchor that leads back to the field."""
    found = []
    for group in held.groups:
        lines = [
            {
                "label": one.field.label,
                "said": _said(one.field, held.cleaned.values[one.field.code]),
                "anchor": one.focus,
            }
            for one in group.fields
            if one.field.code in held.cleaned.values
        ]
        if lines:
            found.append({"title": group.title, "lines": lines})
    return found


def _said(field: Field, value: Any) -> str:
    """A phone as people here dial it."""
    said = read_out(field, value)
    return said.removeprefix("+86") if field.type == "phone" else said


@throttled("applications", limit=60, seconds=3600)
def _send(request: HttpRequest, offer: Offer, form: Form) -> HttpResponse:
    """What was confirmed before is not sent again, even when both requests come at once."""
    token = request.POST.get("token", "")[:LONGEST_TOKEN]
    held = _held(request, offer, form)
    sent = receipt_of(owners_of(request), token) if token else None
    if sent is None and (held is None or not held.valid or not token):
        return redirect(offer.address)
    if sent is None:
        try:
            sent = apply(_application(offer, held), user=_user(request), owner=owner_of(request), token=token)
        except NotAccepted as refused:
            once.leave(request, f"{offer.key}-summary", str(refused))
            return redirect(f"{offer.address}?{CHECK}=1")
        held.settle()
        grant(request, sent.case)
    return redirect("citizen:receipt", token)


def _user(request: HttpRequest) -> Any:
    return request.user if request.user.is_authenticated else None


def _application(offer: Offer, held: Bound) -> Application:
    """Raises NotAccepted for a file that is not what its name says."""
    kept = held.files
    files = [
        Brought(one.code, name_of(found), _content(found))
        for one in held.form.fields
        if one.type == "file"
        for value in _listed(held.cleaned.values.get(one.code))
        if (found := kept.get(value["key"]))
    ]
    for file in files:
        checked(file.name, file.content)
    return Application(offer.procedure, held.form, held.cleaned.values, files, offer.about, offer.noted)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _content(kept: KeptFile) -> bytes:
    with kept.file.open("rb") as file:
        return file.read()
