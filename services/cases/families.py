"""The families of procedures, in the order in which lists show them."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from services.procedures.spec import Procedure

FAMILIES: Mapping[str, object] = {
    "mediation": _("人民调解"),
    "confirmation": _("司法确认与衔接"),
    "follow_up": _("回访和卷宗"),
    "legal_aid": _("法律援助"),
    "lawyer": _("律师服务"),
    "service": _("公共法律服务"),
    "resettlement": _("安置帮教"),
    "correction": _("社区矫正"),
    "procurement": _("购买服务"),
    "prevention": _("排查和预警"),
    "supervision": _("监督与投诉"),
    "organisation": _("组织和人员"),
    "reporting": _("报告和总结"),
}


def by_family(procedures: Iterable[Procedure]) -> list[tuple[str, list[Procedure]]]:
    """A family without a name here stands last, under its own."""
    ranked = sorted(procedures, key=lambda one: (rank(one.family), one.family, one.name))
    return [(name_of(family), list(found)) for family, found in groupby(ranked, key=lambda one: one.family)]


def rank(family: str) -> int:
    order = list(FAMILIES)
    return order.index(family) if family in FAMILIES else len(order)


def name_of(family: str) -> str:
    return str(FAMILIES.get(family, family))
