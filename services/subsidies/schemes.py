"""The schemes under which work is paid, as SUBSIDY_CLAIM names them, and which part of a procedure pays for which."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    MEDIATION = "mediation", _("人民调解以案定补")
    ARBITRATION = "arbitration", _("仲裁员案件补助")
    LAWYER_DUTY = "lawyer_duty", _("律师值班补贴")
    PETITION = "petition", _("信访案件成本补助")
    PETITION_DUTY = "petition_duty", _("信访值班补助")
    LEGAL_AID = "legal_aid", _("法律援助办案补贴")


@dataclass(frozen=True)
class Kind:
    """`by_day`: attendance is paid, not cases. `apart`: every case is a claim of its own, because its amount is set
    within a range and borne by a unit. `outcomes` end a case that is paid; none: whether an agreement was reached is
    worked out from the steps. `officials_barred`: no rule of the county is needed for it.
    """

    procedures: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    by_day: bool = False
    apart: bool = False
    officials_barred: bool = False
    reviewed: bool = False


KINDS: Mapping[str, Kind] = {
    Scheme.MEDIATION: Kind(
        (
            "PM_GENERAL", "PM_MEDICAL", "PM_TRAFFIC", "PM_LABOUR", "PM_LAND", "PM_PRIVATE", "PM_STATE",
            "PM_COMMISSIONED", "JOINT_MEDIATION",
        ),
        reviewed=True,
    ),
    Scheme.ARBITRATION: Kind(("ARB_CONFIRMATION", "ARB_REFERRAL"), ("confirmed", "decided")),
    Scheme.LAWYER_DUTY: Kind(by_day=True),
    Scheme.PETITION: Kind(("PM_PETITION",), ("case_closed",), apart=True, officials_barred=True),
    Scheme.PETITION_DUTY: Kind(by_day=True),
    Scheme.LEGAL_AID: Kind(("LA_CASE", "LA_NOTIFIED"), ("closed",)),
}  # fmt: skip

# Numbers of the procedure that are amounts of a scheme, with the option of its field `pay_tier`.
TIERS: Mapping[str, tuple[str, str]] = {
    "arb_pay_simple": (Scheme.ARBITRATION, "arb_simple"),
    "arb_pay_heard": (Scheme.ARBITRATION, "arb_heard"),
    "arb_pay_major": (Scheme.ARBITRATION, "arb_major"),
    "petition_general_pay": (Scheme.PETITION, "petition_general"),
    "petition_major_pay": (Scheme.PETITION, "petition_major"),
    "petition_duty_pay": (Scheme.PETITION_DUTY, "none"),
}
NO_TIER = "none"
# Says that officials get nothing: a rule, not an amount.
OFFICIALS = "petition_official_pay"
# Where a subsidy has no number, whom it is paid to says which scheme it is.
PAID_TO: Mapping[str, str] = {
    "mediator": Scheme.MEDIATION,
    "arbitrator": Scheme.ARBITRATION,
    "duty_lawyer": Scheme.LAWYER_DUTY,
    "legal_aid_lawyer": Scheme.LEGAL_AID,
}
