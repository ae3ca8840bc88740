from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.mediation.models.room import Room, Seat
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField
from tenants.storage import private_storage


def place_of_file(shared: Any, filename: str) -> str:
    return f"mediation/{shared.room_id}/{filename}"


class Utterance(TenantOwned):
    """A line of the chat; whoever is in `place` when it is said can read it, and they alone."""

    room = TenantForeignKey(Room, models.CASCADE, related_name="utterances")
    seat = TenantForeignKey(Seat, models.CASCADE, related_name="utterances")
    place = models.CharField(max_length=9, choices=Seat.Place)
    readers = models.JSONField(default=list)
    text = SealedTextField(_("内容"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("聊天")
        verbose_name_plural = _("聊天")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.at:%H:%M:%S}"


class SharedFile(TenantOwned):
    """A file shown to those who are in `place`; kept sealed. `pages`: how many pictures can be shown of it."""

    room = TenantForeignKey(Room, models.CASCADE, related_name="files")
    seat = TenantForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    place = models.CharField(max_length=9, choices=Seat.Place)
    readers = models.JSONField(default=list)
    name = models.CharField(_("名称"), max_length=120)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    pages = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to=place_of_file, storage=private_storage, max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("室内文件")
        verbose_name_plural = _("室内文件")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Presentation(TenantOwned):
    """The page that hangs on the wall of one place. `seat` put it up; it is seen while that seat is there."""

    room = TenantForeignKey(Room, models.CASCADE, related_name="presentations")
    place = models.CharField(max_length=9, choices=Seat.Place)
    file = TenantForeignKey(SharedFile, models.CASCADE, related_name="+")
    page = models.PositiveSmallIntegerField(default=1)
    seat = TenantForeignKey(Seat, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("正在展示的文件")
        verbose_name_plural = _("正在展示的文件")
        constraints = [
            models.UniqueConstraint(fields=["room", "place"], name="one_presentation_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.page}"


class Minutes(TenantOwned):
    """The record of the mediation (调解笔录). Readings belong to a revision; a change asks everybody anew.

    `sha256` is of the text as UTF-8, once everybody has confirmed it.
    """

    class State(models.TextChoices):
        WRITING = "writing", _("记录中")
        TO_READ = "to_read", _("请各方核对")
        CONFIRMED = "confirmed", _("各方已确认")

    room = TenantForeignKey(Room, models.CASCADE, related_name="minutes")
    text = SealedTextField(_("笔录"), blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=State, default=State.WRITING)
    writer = TenantForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    sha256 = models.CharField(_("校验值"), max_length=64, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)

    class Meta:
        verbose_name = _("调解笔录")
        verbose_name_plural = _("调解笔录")
        constraints = [models.UniqueConstraint(fields=["room"], name="one_record_per_room")]

    def __str__(self) -> str:
        return f"{self.room_id} {self.revision}"


class MinutesReading(TenantOwned):
    """That somebody read a revision and confirms it, or what they say is wrong with it."""

    minutes = TenantForeignKey(Minutes, models.CASCADE, related_name="readings")
    seat = TenantForeignKey(Seat, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    confirmed = models.BooleanField()
    remark = SealedTextField(blank=True, default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("笔录核对")
        verbose_name_plural = _("笔录核对")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "seat", "revision"], name="one_reading_per_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.seat_id} {self.revision}"
