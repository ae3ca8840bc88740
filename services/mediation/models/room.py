from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField, SealedTextField


class Room(TenantOwned):
    """A video mediation: who sits in it, whether its door is open, how far it is.

    `about` is the matter it belongs to ("case:…", "booking:…", or nothing), `agenda` [[code, name, done], …].
    `origin` is what asked for it, where that asks for one room only ("booking:…").
    One that was called off before it began is ended and has `cancelled_at`.
    `until` is when the timer rings; `caucus_until` when the mediators mean to be back from a sealed room.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("未开始")
        OPEN = "open", _("进行中")
        ENDED = "ended", _("已结束")

    class Door(models.TextChoices):
        OPEN = "open", _("可以请求进入")
        CLOSED = "closed", _("暂不接受进入")

    code = models.CharField(_("房间号"), max_length=12, unique=True)
    title = models.CharField(_("名称"), max_length=120)
    about = models.CharField(_("所属事项"), max_length=120, blank=True, db_index=True)
    origin = models.CharField(max_length=120, blank=True)
    organisation = TenantForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("调解组织"),
    )
    starts_at = models.DateTimeField(_("开始时间"))
    state = models.CharField(_("状态"), max_length=7, choices=State, default=State.PLANNED)
    door = models.CharField(_("门"), max_length=6, choices=Door, default=Door.OPEN)
    dial_in = models.CharField(_("电话参加的号码"), max_length=60, blank=True)
    agenda = models.JSONField(default=list)
    until = models.DateTimeField(null=True)
    caucus_until = models.DateTimeField(null=True)
    opened_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True)
    why_cancelled = models.CharField(_("取消原因"), max_length=200, blank=True)
    paper = TenantForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    paper_terms = SealedJSONField(default=dict)

    class Meta:
        verbose_name = _("调解室")
        verbose_name_plural = _("调解室")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["tenant", "state", "starts_at"], name="rooms_by_start")]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "origin"], condition=~models.Q(origin=""), name="one_room_per_origin"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(TenantOwned):
    """Somebody's place in a room, kept when the connection breaks. `line` is the connection that speaks for it now,
    `conn` the open page behind it, to which others hold their media: a page that reconnects keeps it.

    `ref` is who this is in the matter ("party-12") and on its papers. `identity` says how the mediator made sure.
    `contact`: how they may be written to (see `persons`).
    """

    class Role(models.TextChoices):
        MEDIATOR = "mediator", _("调解员")
        CO_MEDIATOR = "co_mediator", _("协同调解员")
        RECORDER = "recorder", _("记录员")
        PARTY = "party", _("当事人")
        AGENT = "agent", _("代理人")
        EXPERT = "expert", _("专家")
        INSURER = "insurer", _("保险公司")
        OBSERVER = "observer", _("旁听")

    class Side(models.TextChoices):
        A = "a", _("申请方")
        B = "b", _("被申请方")
        NONE = "", _("不属于任何一方")

    class State(models.TextChoices):
        INVITED = "invited", _("未到")
        WAITING = "waiting", _("在门口等候")
        ADMITTED = "admitted", _("在室内")
        REFUSED = "refused", _("未准进入")
        REMOVED = "removed", _("已请出")

    class Place(models.TextChoices):
        JOINT = "joint", _("共同的房间")
        A = "a", _("申请方单独房间")
        B = "b", _("被申请方单独房间")
        MEDIATORS = "mediators", _("调解员房间")

    class Identity(models.TextChoices):
        NAME = "name", _("认识本人")
        LAST_DIGITS = "digits", _("核对身份证后四位")
        DOCUMENT = "document", _("出示证件")

    room = TenantForeignKey(Room, models.CASCADE, related_name="seats")
    role = models.CharField(_("身份"), max_length=11, choices=Role)
    side = models.CharField(_("一方"), max_length=1, choices=Side, blank=True, default="")
    name = models.CharField(_("姓名"), max_length=60)
    phone = SealedTextField(_("手机号码"), blank=True, default="")
    user = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    ref = models.CharField(max_length=60, blank=True)
    contact = models.JSONField(default=dict, blank=True)
    acts_for = TenantForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="agents")
    authorised = models.BooleanField(_("有特别授权"), default=False)
    holder = models.CharField(max_length=16, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.INVITED)
    place = models.CharField(_("所在房间"), max_length=9, choices=Place, default=Place.JOINT)
    identity = models.CharField(_("身份核对"), max_length=8, choices=Identity, blank=True)
    identity_note = SealedTextField(blank=True, default="")
    identity_by = models.CharField(max_length=60, blank=True)
    identity_at = models.DateTimeField(null=True)
    consented = models.BooleanField(null=True)
    consented_at = models.DateTimeField(null=True)
    hand = models.BooleanField(default=False)
    muted = models.BooleanField(default=False)
    microphone = models.BooleanField(default=True)
    camera = models.BooleanField(default=True)
    screen = models.BooleanField(default=False)
    conn = models.CharField(max_length=16, blank=True)
    line = models.CharField(max_length=16, blank=True)
    arrived_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("席位")
        verbose_name_plural = _("席位")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "user"], condition=models.Q(user__isnull=False), name="one_seat_per_person"
            ),
            models.UniqueConstraint(
                fields=["room", "ref"], condition=~models.Q(ref=""), name="one_seat_per_ref"
            ),
            models.CheckConstraint(
                condition=~models.Q(place="a", side="b") & ~models.Q(place="b", side="a"),
                name="nobody_in_the_room_of_the_other_side",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoomEvent(TenantOwned):
    """What happened in a room, in order: who came, was moved, shared, ended it. Never what was said."""

    room = TenantForeignKey(Room, models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    seat = TenantForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=30)
    place = models.CharField(max_length=9, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("室内记录")
        verbose_name_plural = _("室内记录")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M:%S}"
