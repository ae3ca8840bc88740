"""The demo's organisations: of the county as its file says, of townships and villages by a pattern of names."""

from datetime import date
from typing import Any

from home.demo.organisations import by_pattern
from services.directory.models import Organisation, OrganisationMember
from tenants.models import Division, Tenant, User

_SINCE = date(2024, 1, 2)


def load_organisations(entry: dict[str, Any], tenant: Tenant) -> int:
    """How many were made: none where the county has any. Inside the tenant's scope."""
    if Organisation.objects.exists():
        return 0
    rows = {row["name"]: row for row in (*entry.get("organisations", []), *by_pattern(entry))}
    places = {place.code: place for place in Division.objects.filter(code__in=_codes(rows, tenant))}
    made = Organisation.objects.bulk_create(
        Organisation(
            tenant=tenant,
            name=name,
            kind=row["kind"],
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
