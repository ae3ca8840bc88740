from django.db import models
from django.utils.translation import gettext_lazy as _

from services.mediation.models.room import Room, Seat
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField, SealedTextField


class Clause(TenantOwned):
    """One card of the agreement. What it says is its newest wording; consents belong to a wording.

    A money clause may be settled by sealed ranges: `round` counts the tries, `outcome` is what everybody may know of
    the last one.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("约定")
        MONEY = "money", _("金额")

    class Outcome(models.TextChoices):
        NONE = "", _("还没有比较")
        OVERLAP = "overlap", _("双方的范围有重合")
        APART = "apart", _("双方的范围没有重合")

    room = TenantForeignKey(Room, models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.TEXT)
    title = models.CharField(_("条款"), max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True, default="")

    class Meta:
        verbose_name = _("条款")
        verbose_name_plural = _("条款")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["room", "position"], name="one_clause_per_position")]

    def __str__(self) -> str:
        return self.title


class Wording(TenantOwned):
    """A proposal or counter-proposal. `amount` in yuan, of money clauses. `seat` None: the midpoint of two ranges."""

    clause = TenantForeignKey(Clause, models.CASCADE, related_name="wordings")
    version = models.PositiveSmallIntegerField()
    text = SealedTextField(_("内容"))
    amount = models.DecimalField(_("金额（元）"), max_digits=12, decimal_places=2, null=True)
    seat = TenantForeignKey(Seat, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("条款的提法")
        verbose_name_plural = _("条款的提法")
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["clause", "version"], name="one_wording_per_version")]

    def __str__(self) -> str:
        return f"{self.clause_id} {self.version}"


class Consent(TenantOwned):
    """That a party agrees to one wording, by itself or through an agent who may (`by`)."""

    wording = TenantForeignKey(Wording, models.CASCADE, related_name="consents")
    seat = TenantForeignKey(Seat, models.CASCADE, related_name="+")
    by = TenantForeignKey(Seat, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("对条款的同意")
        verbose_name_plural = _("对条款的同意")
        constraints = [models.UniqueConstraint(fields=["wording", "seat"], name="one_consent_per_party")]

    def __str__(self) -> str:
        return f"{self.wording_id} {self.seat_id}"


class SealedRange(TenantOwned):
    """What one side would accept, in yuan: {"low", "high"}. Nobody reads it; it is deleted when it was compared."""

    clause = TenantForeignKey(Clause, models.CASCADE, related_name="ranges")
    round = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=1, choices=Seat.Side)
    seat = TenantForeignKey(Seat, models.CASCADE, related_name="+")
    bounds = SealedJSONField()
    midpoint = models.BooleanField(_("同意取中间数"), default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("密封的范围")
        verbose_name_plural = _("密封的范围")
        constraints = [
            models.UniqueConstraint(fields=["clause", "round", "side"], name="one_range_per_side_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.clause_id} {self.round} {self.side}"
