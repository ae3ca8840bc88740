"""The demo's organisations: of the county as its file says, of townships and villages by a pattern of names."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from services.directory.kinds import OrganisationKind as Kind
from services.directory.models import Organisation, OrganisationMember
from tenants.models import Division, Tenant, User

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
_SINCE = date(2024, 1, 2)


def load_organisations(entry: dict[str, Any], tenant: Tenant) -> int:
    """How many were made: none where the county has any. Inside the tenant's scope."""
    if Organisation.objects.exists():
        return 0
    rows = {row["name"]: row for row in (*entry.get("organisations", []), *_by_pattern(entry))}
    places = {place.code: place for place in Division.objects.filter(code__in=_codes(rows, tenant))}
    made = Organisation.objects.bulk_create(
        Organisation(
            tenant=tenant,
            name=name,
            kind=Kind(row["kind"]),
            division=places[row.get("division", tenant.division.code)],
            address=row.get("address", ""),
            phone=row.get("phone", ""),
            opening_hours=entry["tenant"]["opening_hours"],
        )
        for name, row in rows.items()
    )
    _join(rows, {organisation.name: organisation for organisation in made}, tenant)
    return len(made)


def _codes(rows: dict[str, dict[str, Any]], tenant: Tenant) -> set[str]:
    return {row.get("division", tenant.division.code) for row in rows.values()}


def _by_pattern(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the file itself says of one of these stands in its place."""
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


def _join(rows: dict[str, dict[str, Any]], made: dict[str, Organisation], tenant: Tenant) -> None:
    """Who stands above whom, and who works where."""
    below = [(made[name], made[row["parent"]]) for name, row in rows.items() if "parent" in row]
    for organisation, parent in below:
        organisation.parent = parent
    Organisation.objects.bulk_update([organisation for organisation, _parent in below], ["parent"])
    posts = [(name, *post) for name, row in rows.items() for post in row.get("people", {}).items()]
    people = User.objects.in_bulk({username for _name, username, _title in posts}, field_name="username")
    OrganisationMember.objects.bulk_create(
        OrganisationMember(
            tenant=tenant, organisation=made[name], user=people[username], title=title, since=_SINCE
        )
        for name, username, title in posts
    )
