"""The demo's organisations: of the county as its files say, of townships and villages by a pattern of names."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from home.demo.organisations import by_pattern
from services.directory.kinds import MEDIATES
from services.directory.models import Organisation, OrganisationMember
from tenants.models import Division, Tenant, User

_SINCE = date(2024, 1, 2)
_SAID = (
    "address", "directions", "phone", "host", "founded_by", "entrusted_by", "network", "headcount", "matters",
    "standing", "listed", "introduction", "duties", "work_rules", "workflow",
)  # fmt: skip
# Days from the day of loading: founded and filed long ago, in the middle of a term of three years.
_FOUNDED, _FILED, _BEGAN, _ENDS, _ENDED = -2400, -2380, -600, 495, -30

Rows = dict[str, dict[str, Any]]


def load_organisations(
    entry: dict[str, Any], tenant: Tenant, *, more: dict[str, Any] | None = None, texts: Rows | None = None
) -> dict[str, Organisation]:
    """What was made, by name: nothing where the county has any. `more` is the county's file of registers, `texts`
    what is said of a kind. Inside the tenant's scope."""
    if Organisation.objects.exists():
        return {}
    more = more or {}
    rows = _rows(entry, more, texts or {})
    places = {place.code: place for place in Division.objects.filter(code__in=_codes(rows, tenant))}
    made = {
        organisation.name: organisation
        for organisation in Organisation.objects.bulk_create(
            Organisation(
                tenant=tenant,
                name=name,
                kind=row["kind"],
                division=places[row.get("division", tenant.division.code)],
                opening_hours=entry["tenant"]["opening_hours"],
                **{field: row[field] for field in _SAID if field in row},
                **(_filed(name in more.get("ended", ())) if row["kind"] in MEDIATES else {}),
            )
            for name, row in rows.items()
        )
    }
    _stand(rows, made)
    _join(rows, made, tenant)
    return made


def _rows(entry: dict[str, Any], more: dict[str, Any], texts: Rows) -> Rows:
    """What a file says of an organisation stands over what the pattern, and what its kind, says."""
    said = {row["name"]: row for row in (*entry.get("organisations", []), *more.get("organisations", []))}
    pattern = {row["name"]: row for row in by_pattern(entry)}
    rows = {name: pattern.get(name, {}) | said.get(name, {}) for name in (said | pattern)}
    return {
        name: _trimmed(texts.get(row["kind"], {})) | row
        for name, row in rows.items()
        if name not in more.get("without", ())
    }


def _trimmed(texts: dict[str, str]) -> dict[str, str]:
    return {field: text.strip() for field, text in texts.items()}


def _filed(ended: bool) -> dict[str, date]:
    days = {
        "founded_on": _FOUNDED, "filed_on": _FILED, "term_start": _BEGAN - (1000 if ended else 0),
        "term_end": _ENDED if ended else _ENDS,
    }  # fmt: skip
    return {field: timezone.localdate() + timedelta(days=many) for field, many in days.items()}


def _codes(rows: Rows, tenant: Tenant) -> set[str]:
    return {row.get("division", tenant.division.code) for row in rows.values()}


def _stand(rows: Rows, made: dict[str, Organisation]) -> None:
    """Who stands above whom; the committees of townships are guided by the judicial offices."""
    offices = {one.division_id: one for one in made.values() if one.kind == "judicial_office"}
    for name, row in rows.items():
        made[name].parent = made.get(row.get("parent", ""))
        if row["kind"] == "township_mediation_committee":
            made[name].guided_by = offices.get(made[name].division_id)
    Organisation.objects.bulk_update(made.values(), ["parent", "guided_by"])


def _join(rows: Rows, made: dict[str, Organisation], tenant: Tenant) -> None:
    """Who works where with an account."""
    posts = [(name, *post) for name, row in rows.items() for post in row.get("people", {}).items()]
    people = User.objects.in_bulk({username for _name, username, _title in posts}, field_name="username")
    OrganisationMember.objects.bulk_create(
        OrganisationMember(
            tenant=tenant,
            organisation=made[name],
            user=people[username],
            title=title,
            post="mediator" if username.endswith("-mediator") else "staff",
            since=_SINCE,
        )
        for name, username, title in posts
    )
