"""What happens to an appointment happens to the case it belongs to, or opens one. Called after booking's commit."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from services.booking.actions.attach import attach
from services.booking.models import Appointment
from services.booking.wording import place_of, spoken
from services.cases import notice_kinds
from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actions.record import append, locked
from services.cases.actors import SYSTEM, Doer, citizen
from services.cases.errors import CaseError
from services.cases.models import Case, CaseEvent
from services.cases.queries.citizens import main_party
from services.cases.wording import in_chinese, on_record
from services.notices.actions.queue import queue
from services.notices.contact import ANY, Contact
from tenants.models import Tenant
from tenants.scope import current_tenant, in_tenant

_CHANNELS = {
    Appointment.Source.ONLINE: Case.Channel.ONLINE,
    Appointment.Source.COUNTER: Case.Channel.COUNTER,
    Appointment.Source.PHONE: Case.Channel.PHONE,
}
# How far back appointments are looked for whose case was not opened because a process was lost.
_BACK = timedelta(days=7)


def case_of(appointment: Appointment) -> Case | None:
    kind, _colon, number = appointment.about.partition(":")
    return Case.objects.filter(number=number).first() if kind == "case" else None


def open_for(appointment: Appointment) -> Case | None:
    """The case the service asks for, once, however often it is called; None where it asks for none."""
    if not appointment.service.procedure or appointment.about:
        return None
    with transaction.atomic():
        opened = open_case(_opening(appointment), doer=Doer(appointment.name or on_record("匿名")))
        if not attach(appointment, notice_kinds.about(opened.case)):
            transaction.set_rollback(True)
            return None
        _tell(appointment, opened.case, opened.code)
    _step(
        opened.case,
        "triage",
        SYSTEM,
        {"visitor_name": appointment.name, "applicant_phone": appointment.phone},
    )
    _step(opened.case, "book", None, _when(appointment))
    return opened.case


@override("zh-hans")
def note_booking(appointment: Appointment, happened: str) -> None:
    """`happened` begins the sentence of the case's record."""
    case = case_of(appointment)
    if case is None:
        return
    text = on_record("%(happened)s：%(service)s，%(when)s，%(person)s，%(place)s（预约号%(number)s）") % {
        "happened": happened,
        "service": appointment.service.name,
        "when": spoken(appointment.starts_at),
        "person": appointment.person.name,
        "place": place_of(appointment),
        "number": appointment.number,
    }
    with transaction.atomic():
        append(locked(case), CaseEvent.Kind.BOOKING, text, doer=SYSTEM)


def follow_move(appointment: Appointment) -> None:
    case = case_of(appointment)
    if case is not None:
        _step(case, "reschedule", None, _when(appointment))


def open_left_over() -> int:
    """For appointments whose process was lost between their commit and their case; how many were opened."""
    count = 0
    for tenant in Tenant.objects.all():
        with in_tenant(tenant):
            waiting = Appointment.objects.filter(
                about="", state=Appointment.State.CONFIRMED, confirmed_at__gt=timezone.now() - _BACK
            ).exclude(service__procedure="")
            for appointment in waiting.select_related(
                "service__organisation", "person__organisation", "user"
            ):
                count += open_for(appointment) is not None
    return count


def _opening(appointment: Appointment) -> Opening:
    subject = appointment.subject or in_chinese(appointment.service.name)
    return Opening(
        procedure=appointment.service.procedure,
        values={
            "visitor_name": appointment.name,
            "consult_topic": subject,
            "applicant_phone": appointment.phone,
        },
        parties=[_party(appointment)],
        title=appointment.service.name,
        channel=_CHANNELS[appointment.source],
        matter=appointment.matter,
        organisation=appointment.service.organisation,
    )


def _party(appointment: Appointment) -> PartyData:
    careful = on_record("短信里不提事由") if appointment.careful else ""
    name = appointment.name or on_record("匿名")
    return PartyData(name, phone=appointment.phone, user=appointment.user, careful=careful)


@override("zh-hans")
def _when(appointment: Appointment) -> dict[str, str]:
    local = timezone.localtime(appointment.starts_at)
    return {"booking_time": f"{local:%Y-%m-%dT%H:%M}", "booking_place": place_of(appointment)}


def _step(case: Case, code: str, doer: Doer | None, data: dict[str, str]) -> None:
    """Procedures that know no such step, or are elsewhere by now, stay as they are: the record says what happened."""
    party = main_party(case)
    actor = doer or (citizen(party) if party else SYSTEM)
    try:
        advance(case, code, doer=actor, data=data)
    except CaseError:
        return


def _tell(appointment: Appointment, case: Case, code: str) -> None:
    if appointment.phone or appointment.user_id:
        queue(
            notice_kinds.RECEIPT.code,
            to_user=appointment.user,
            to_phone=appointment.phone,
            values={"number": case.number, "code": code, "url": f"{current_tenant().root_url}/track/"},
            link="/track/",
            about=notice_kinds.about(case),
            once=f"receipt:{case.pk}",
            contact=Contact(neutral=True) if appointment.careful else ANY,
        )
