"""What every township and village of the demo has, by a pattern of names."""

import re
from collections.abc import Iterator
from typing import Any

from services.directory.kinds import OrganisationKind as Kind

# Of the name of the county, of a township (雾岭镇), its stem (雾岭), a village; the last one stands above.
_TOWNSHIP = (
    (Kind.TOWNSHIP_COMMITTEE, "{township}人民调解委员会", ""),
    (Kind.JUDICIAL_OFFICE, "{stem}司法所", "{county}司法局"),
    (Kind.POLICE_STATION, "{stem}派出所", ""),
    (Kind.PEACE_OFFICE, "{township}平安办公室", ""),
    (Kind.SERVICE_STATION, "{township}公共法律服务工作站", "{county}公共法律服务中心"),
    (Kind.LEGAL_AID_STATION, "{township}法律援助工作站", "{county}法律援助中心"),
)
_VILLAGE = (
    (Kind.VILLAGE_COMMITTEE, "{village}人民调解委员会", "{township}人民调解委员会"),
    (Kind.SERVICE_ROOM, "{village}公共法律服务工作室", "{township}公共法律服务工作站"),
)


def by_pattern(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the county's file itself says of one of these is laid over it."""
    for names, code, pattern in _places(entry):
        for kind, form, above in pattern:
            row = {"name": form.format(**names), "kind": kind, "division": code}
            yield row | ({"parent": above.format(**names)} if above else {})


def _places(entry: dict[str, Any]) -> Iterator[tuple[dict[str, str], str, tuple]]:
    for township in entry.get("townships", []):
        names = {
            "county": entry["tenant"]["name"],
            "township": township["name"],
            "stem": re.sub("(街道|镇|乡)$", "", township["name"]),
        }
        yield names, township["code"], _TOWNSHIP
        for village in township.get("villages", []):
            yield names | {"village": village["name"]}, village["code"], _VILLAGE
