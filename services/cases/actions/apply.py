"""A citizen's application becomes a case: its people, its facts, its files, and a receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.cases import notice_kinds
from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.name_people import CONTACT, own_name, parties, safe_mobile
from services.cases.actions.open_case import Opened, Opening, open_case
from services.cases.actions.relate import point_to
from services.cases.actors import Doer, citizen
from services.cases.application import TAKEN_BY
from services.cases.models import Case, Party, Receipt
from services.cases.models.receipt import CODE_SHOWN
from services.cases.queries.procedures import declared, in_force
from services.cases.wording import on_record
from services.directory.matters import taxonomy
from services.directory.models import Organisation
from services.directory.queries import divisions_of, takers
from services.forms.spec import Form
from services.notices.actions.queue import queue
from services.notices.contact import Contact
from services.procedures.spec import Procedure
from tenants.cipher import seal
from tenants.models import Division, Tenant, User
from tenants.scope import current_tenant


@dataclass(frozen=True)
class Brought:
    """A file of the form: the field it was put into, its name, its bytes."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Application:
    """`values` are checked by `form`. `about` is the case that is complained about, `noted` what is kept unseen."""

    procedure: str
    form: Form
    values: Mapping[str, Any]
    files: Sequence[Brought] = ()
    about: Case | None = None
    noted: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def apply(
    application: Application, *, user: User | None, owner: str, token: str, now: datetime | None = None
) -> Receipt:
    """Opens one case however often the same `token` comes. Raises NotAccepted when a file cannot be taken."""
    tenant, now = current_tenant(), now or timezone.now()
    _forget_codes(now)
    receipt, new = Receipt.objects.get_or_create(
        tenant=tenant, owner=owner, token=token, defaults={"made_at": now}
    )
    if not new:
        return receipt
    opened = open_case(opening(application, tenant, user), doer=_sender(application.values, user), now=now)
    _add_files(opened.case, application, user, now)
    if application.about is not None:
        point_to(opened.case, application.about)
    receipt.case, receipt.sealed_code = opened.case, seal(opened.code)
    receipt.save(update_fields=["case", "sealed_code"])
    _write_to(application.values, opened, tenant, user)
    return receipt


def _forget_codes(now: datetime) -> None:
    Receipt.objects.filter(made_at__lt=now - CODE_SHOWN).exclude(sealed_code="").update(sealed_code="")


def _sender(values: Mapping[str, Any], user: User | None) -> Doer:
    return Doer(values.get("helper_name") or own_name(values) or on_record("匿名"), user)


def opening(application: Application, tenant: Tenant, user: User | None) -> Opening:
    """What a filled-in form says of a matter; also for what reception writes down."""
    values = application.values
    matter, amount = values.get("matter", ""), values.get("dispute_amount")
    found = taxonomy().matters.get(matter)
    return Opening(
        procedure=application.procedure,
        values=_facts(application),
        parties=parties(values, user, family=in_force(tenant, application.procedure).family),
        title=_titled(found.name) if found else "",
        channel=Case.Channel.ONLINE,
        matter=matter if found else "",
        amount=Decimal(amount) if amount else None,
        organisation=_asked_for(values.get(TAKEN_BY, "")),
        place=_division(values.get("dispute_place") or values.get("applicant_address"), tenant),
    )


def _titled(matter: str) -> str:
    return matter if matter.endswith(on_record("纠纷")) else on_record("%(matter)s纠纷") % {"matter": matter}


def _facts(application: Application) -> dict[str, Any]:
    """What is kept with the case by field: everything but files and what the parties themselves hold."""
    form, values = application.form, application.values
    kept = {
        code: value
        for code, value in values.items()
        if code not in CONTACT
        and code != TAKEN_BY
        and not (code in form.by_code and form.by_code[code].type in ("file", "signature"))
    }
    if values.get("applicant_phone"):
        kept["applicant_phone"] = values["applicant_phone"]
    for code in ("applicant_id_no", "applicant_address"):
        if values.get(code):
            kept[code] = values[code]
    if values.get("filled_by") == "agent":
        kept["agent_name"] = values["helper_name"]
    if kept.get("matter"):
        kept.setdefault("dispute_type", taxonomy().label(kept["matter"]))
    if application.about is not None:
        kept["related_case"] = application.about.number
    return kept | dict(application.noted)


def _asked_for(chosen: str) -> Organisation | None:
    return takers().filter(pk=int(chosen)).first() if chosen.isdigit() else None


def _division(place: Any, tenant: Tenant) -> Division | None:
    code = place.get("division") if isinstance(place, Mapping) else ""
    return divisions_of(tenant).filter(code=code).first() if code else None


def _add_files(case: Case, application: Application, user: User | None, now: datetime) -> None:
    """In the name of whoever filled in; the same file twice counts once. The field that asked for a file knows it."""
    side = list(Party.objects.filter(case=case, side=Party.Side.APPLICANT).order_by("pk"))
    sender = next((party for party in side if party.acts_for_id), side[0])
    doer, procedure = citizen(sender, user), declared(case.version)
    added: dict[str, int] = {}
    brought: dict[str, list[dict[str, Any]]] = {}
    for file in application.files:
        mark, paper = sha256(file.content).hexdigest(), procedure.documents.get(file.field)
        if mark not in added:
            code = file.field if paper and paper.uploaded else ""
            evidence = add_evidence(case, doer=doer, name=file.name, content=file.content, code=code, now=now)
            added[mark] = evidence.pk
        named = {"name": file.name, "size": len(file.content), "evidence": added[mark]}
        brought.setdefault(file.field, []).append(named)
    known = {code: files for code, files in brought.items() if code in procedure.fields}
    if known:
        case.data = {**case.data, **{code: _as_declared(procedure, code, known[code]) for code in known}}
        case.save(update_fields=["data"])


def _as_declared(procedure: Procedure, code: str, files: list[dict[str, Any]]) -> Any:
    return files if procedure.fields[code].declared.get("multiple") else files[0]


def _write_to(values: Mapping[str, Any], opened: Opened, tenant: Tenant, user: User | None) -> None:
    phone = safe_mobile(values)
    if not phone:
        return
    case = Case.objects.only("number", "head").get(pk=opened.case.pk)
    words = {
        "number": case.number,
        "code": opened.code,
        "url": f"{tenant.root_url}/track/",
    }
    queue(
        notice_kinds.RECEIPT.code,
        to_user=user if values.get("filled_by", "self") == "self" else None,
        to_phone=phone,
        values=words,
        link="/track/",
        about=notice_kinds.about(case),
        once=f"receipt:{case.pk}",
        contact=Contact(neutral=values.get("safe_to_call") == "neutral"),
    )
