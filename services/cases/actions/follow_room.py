"""What happens in a mediation room stands in the record of its case. Called after the room's own commit."""

from typing import Any

from django.db import transaction
from django.utils.translation import override

from services.cases.actions.make_papers import plan_paper, write_paper
from services.cases.actions.record import append, locked
from services.cases.actions.tell_settled import tell_settled
from services.cases.actors import SYSTEM, Doer, member
from services.cases.errors import CaseError
from services.cases.models import Case, CaseEvent, CasePaper, Handler
from services.cases.queries.procedures import declared
from services.cases.wording import on_record
from services.documents.errors import PaperError
from services.mediation.announce import changed
from services.mediation.models import Minutes, Recording, Room
from services.mediation.wording import spoken

RECORD = "mediation_record"


def case_of(room: Room) -> Case | None:
    kind, _colon, number = room.about.partition(":")
    found = Case.objects.select_related("version", "organisation", "tenant__division")
    return found.filter(number=number).first() if kind == "case" else None


@override("zh-hans")
def note_room(
    case: Case, room: Room, text: str, *, doer: Doer = SYSTEM, shown: bool = True, **data: Any
) -> CaseEvent:
    """`text` may name `when`. In the caller's transaction, with the case held."""
    said = text % {"when": spoken(room.starts_at)} if "%(when)s" in text else text
    told = {"room": room.code, **data}
    return append(case, CaseEvent.Kind.ROOM, said, doer=doer, data=told, shown=shown)


def tick_agenda(room: Room, case: Case) -> None:
    """What the case has done since the room was planned is done in the room, too."""
    taken = set(CaseEvent.objects.filter(case=case, kind=CaseEvent.Kind.STEP).values_list("code", flat=True))
    agenda = [[code, name, done or code in taken] for code, name, done in room.agenda]
    if agenda != room.agenda:
        Room.objects.filter(pk=room.pk).update(agenda=agenda)
        changed(room, "room")


@transaction.atomic
def follow_end(room: Room) -> None:
    case = case_of(room)
    if case is None or room.cancelled_at is not None:
        return
    minutes = int((room.ended_at - room.opened_at).total_seconds() // 60) if room.opened_at else 0
    text = on_record("视频调解结束，历时%(minutes)s分钟") % {"minutes": minutes}
    note_room(locked(case), room, text, minutes=minutes)


@transaction.atomic
def follow_recording(recording: Recording) -> None:
    case = case_of(recording.room)
    if case is not None:
        text = on_record("视频调解的录像已保存（校验值%(mark)s…）") % {"mark": recording.sha256[:16]}
        note_room(
            locked(case),
            recording.room,
            text,
            recording=recording.pk,
            sha256=recording.sha256,
            size=recording.size,
        )


@transaction.atomic
def follow_minutes(minutes: Minutes, sha256: str) -> None:
    case = case_of(minutes.room)
    if case is not None:
        text = on_record("视频调解的笔录已由各方核对确认（校验值%(mark)s…）") % {"mark": sha256[:16]}
        note_room(locked(case), minutes.room, text, revision=minutes.revision, sha256=sha256)


def keep_minutes(minutes: Minutes) -> CasePaper | None:
    """The confirmed record as the paper of the procedure, where it has one that nobody has written yet; it is made by
    whoever wrote the minutes, else by a mediator of the case, and signed as any other."""
    case = case_of(minutes.room)
    if case is None or RECORD not in declared(case.version).documents:
        return None
    made = CasePaper.objects.filter(case=case, code=RECORD).exclude(status=CasePaper.Status.REPLACED)
    waiting = made.filter(paper=None).last()
    if waiting is None and made.exists():
        return None
    doer = _writer(case, minutes)
    if doer is None:
        return None
    words = {"field_record_text": minutes.text}
    try:
        with transaction.atomic():
            return write_paper(waiting or plan_paper(case, RECORD, doer=doer), words, doer=doer)
    except (CaseError, PaperError):
        return None


def _writer(case: Case, minutes: Minutes) -> Doer | None:
    if minutes.writer is not None and minutes.writer.user is not None:
        doer = member(minutes.writer.user, case)
        if doer.seated:
            return doer
    named = Handler.objects.filter(case=case, until=None).exclude(user=None).select_related("user").first()
    return member(named.user, case) if named else None


def follow_agreement(room: Room, effect: bool, why: str = "") -> None:
    """`why`: what kept the case from going on by itself; the mediator takes the step by hand."""
    case = case_of(room)
    if case is None:
        return
    with transaction.atomic():
        case = locked(case)
        note_room(case, room, on_record("各方在视频调解室签好调解协议书"), paper=room.paper.code)
        if not effect and why:
            text = on_record("协议已签好，案件没有自动往下办：%(why)s") % {"why": why}
            note_room(case, room, text, shown=False)
        tell_settled(case, room.paper, effective=effect)
    # Not while the case is held: whoever is in the room holds the room first.
    room.refresh_from_db(fields=["agenda"])
    tick_agenda(room, case)
