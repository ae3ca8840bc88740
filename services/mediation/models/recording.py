from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.mediation.models.room import Room, Seat
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.storage import private_storage


def place_of_chunk(chunk: Any, filename: str) -> str:
    return f"recordings/{chunk.recording_id}/{filename}"


class Recording(TenantOwned):
    """What the recorder's browser recorded, from one start to one stop. At most one of a room is not finished.

    `sha256` is of all bytes in order, once it is finished; `why` says what stopped it.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("录制中")
        STOPPED = "stopped", _("正在收尾")
        FINISHED = "finished", _("已保存")

    room = TenantForeignKey(Room, models.CASCADE, related_name="recordings")
    seat = TenantForeignKey(Seat, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    mime = models.CharField(max_length=80)
    started_at = models.DateTimeField(_("开始"), auto_now_add=True)
    stopped_at = models.DateTimeField(_("结束"), null=True)
    why = models.CharField(_("停止原因"), max_length=20, blank=True)
    chunk_count = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(_("大小"), default=0)
    sha256 = models.CharField(_("校验值"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("录像")
        verbose_name_plural = _("录像")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(state="running"), name="one_running_recording_per_room"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.started_at:%Y-%m-%d %H:%M}"


class RecordingChunk(TenantOwned):
    """A few seconds, as they came; sealed on the disk. Numbers count from 0 without a gap."""

    recording = TenantForeignKey(Recording, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=place_of_chunk, storage=private_storage, max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("录像片段")
        verbose_name_plural = _("录像片段")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "number"], name="one_chunk_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.recording_id} {self.number}"
