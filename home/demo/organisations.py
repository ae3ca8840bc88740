"""What every township and village of the demo has, by a pattern of names."""

import re
from collections.abc import Iterator
from typing import Any

from services.directory.kinds import OrganisationKind as Kind

# Of the name of a township (雾岭镇) or its stem (雾岭).
_TOWNSHIP = (
    (Kind.TOWNSHIP_COMMITTEE, "{name}人民调解委员会"),
    (Kind.JUDICIAL_OFFICE, "{stem}司法所"),
    (Kind.POLICE_STATION, "{stem}派出所"),
    (Kind.PEACE_OFFICE, "{name}平安办公室"),
    (Kind.SERVICE_STATION, "{name}公共法律服务工作站"),
    (Kind.LEGAL_AID_STATION, "{name}法律援助工作站"),
)
_VILLAGE = (
    (Kind.VILLAGE_COMMITTEE, "{name}人民调解委员会"),
    (Kind.SERVICE_ROOM, "{name}公共法律服务工作室"),
)


def by_pattern(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the county's file itself says of one of these stands in its place."""
    said = {row["name"] for row in entry.get("organisations", [])}
    for place, pattern in _places(entry):
        names = {"name": place["name"], "stem": re.sub("(街道|镇|乡)$", "", place["name"])}
        for kind, form in pattern:
            name = form.format(**names)
            if name not in said:
                yield {"name": name, "kind": kind, "division": place["code"]}


def _places(entry: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple]]:
    for township in entry.get("townships", []):
        yield township, _TOWNSHIP
        yield from ((village, _VILLAGE) for village in township.get("villages", []))
