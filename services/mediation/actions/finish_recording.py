"""Closes a recording: one hash over all of its bytes, told to the journal and to the storeys above."""

import logging
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from services.documents.store import opened
from services.mediation import signals
from services.mediation.actions.halt import halt
from services.mediation.actions.within import noted
from services.mediation.announce import changed
from services.mediation.models import Recording, RecordingChunk
from services.mediation.recordings import TAIL
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.scope import across_tenants, in_tenant

log = logging.getLogger("fengqiao.mediation")
# A browser that sent nothing for so long is gone; a broken line may take minutes to come back.
LOST = timedelta(minutes=5)
State = Recording.State


def conclude(recording: Recording, *, by: User | None) -> bool:
    """Its browser says that this was all; also when the word to stop did not get through."""
    if recording.state == State.RUNNING:
        with transaction.atomic():
            halt(recording.room, "asked")
    return finish(recording, by=by)


def finish(recording: Recording, *, by: User | None = None) -> bool:
    """False when it was not stopped, was finished by somebody else, or grew meanwhile. Raises FileNotFoundError."""
    row = Recording.objects.select_related("room__tenant", "seat").get(pk=recording.pk)
    if row.state != State.STOPPED:
        return False
    whole = sha256()
    for chunk in RecordingChunk.objects.filter(recording=row).order_by("number"):
        whole.update(opened(chunk.file))
    return _closed(row, whole.hexdigest(), by)


@transaction.atomic
def _closed(row: Recording, digest: str, by: User | None) -> bool:
    same = Recording.objects.filter(pk=row.pk, state=State.STOPPED, chunk_count=row.chunk_count)
    if not same.update(state=State.FINISHED, sha256=digest):
        return False
    row.state, row.sha256 = State.FINISHED, digest
    told = {"recording": row.pk, "size": row.size, "sha256": digest, "why": row.why}
    note(by, "mediation_recorded", row.room, **told)
    noted(row.room, "recording_finished", by=row.seat, **told)
    changed(row.room, "recording")
    if row.size:
        transaction.on_commit(lambda: _tell(row), robust=True)
    return True


def _tell(row: Recording) -> None:
    with in_tenant(row.room.tenant):
        signals.recorded.send(Recording, recording=row)


def finish_left_over(*, now: datetime | None = None) -> int:
    """For the timetable: what a lost browser left running is stopped, what was stopped is finished; of how many."""
    now = now or timezone.now()
    with across_tenants(reason="the timetable finishes recordings in every county"):
        rows = Recording.objects.exclude(state=State.FINISHED).order_by().values("tenant").distinct()
        tenants = list(Tenant.objects.filter(pk__in=rows))
    done = 0
    for tenant in tenants:
        with in_tenant(tenant):
            _stop_lost(now)
            due = Recording.objects.filter(state=State.STOPPED, stopped_at__lt=now - TAIL)
            done += sum(map(_finished, due))
    return done


def _stop_lost(now: datetime) -> None:
    running = Recording.objects.filter(state=State.RUNNING).select_related("room")
    for row in running.annotate(last=Max("chunks__at")):
        last = row.last or row.started_at
        if now - last < LOST:
            continue
        with transaction.atomic():
            same = Recording.objects.filter(pk=row.pk, state=State.RUNNING, chunk_count=row.chunk_count)
            if same.update(state=State.STOPPED, stopped_at=last, why="lost"):
                noted(row.room, "recording_stopped", why="lost")
                changed(row.room, "recording")


def _finished(row: Recording) -> bool:
    try:
        return finish(row)
    except Exception:
        log.exception("recording %s cannot be finished", row.pk)
        return False
