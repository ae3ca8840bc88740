"""The demo's registers of people, and what is kept about them: one insert a table, whatever the county has."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from home.demo.seats import drawn, posts_of
from services.directory.freshness import announce
from services.directory.models import (
    Award,
    Expert,
    Informant,
    Lawyer,
    MapTile,
    Mediator,
    Organisation,
    OrganisationMember,
    PremisesItem,
    Room,
    Training,
)
from services.directory.premises import asked_of
from tenants.models import Division, Tenant, User

Made = dict[str, Organisation]
_ISSUED, _TRAINED, _CHECKED, _SEATED = -800, -30, -45, -600
_HOURS_A_DAY = 8


def load_people(more: dict[str, Any], shared: dict[str, Any], tenant: Tenant, made: Made) -> None:
    """`made`: the county's organisations by name, freshly made. Inside the tenant's scope."""
    if not made:
        return
    _load_members(more, shared, tenant, made)
    mediators = _load_mediators(more, tenant, made)
    lawyers = _load_lawyers(more, tenant, made)
    _load_around(more, tenant)
    Training.objects.bulk_create(_trainings(more, shared, tenant, mediators))
    _load_awards(more, tenant, made, mediators, lawyers)
    _load_premises(more, shared, tenant, made)
    _load_map(more, tenant)
    announce(
        tenant,
        organisations=[one.pk for one in made.values()],
        mediators=[one.pk for one in mediators.values()],
        lawyers=[one.pk for one in lawyers.values()],
    )


def _ago(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _accounts(rows: Iterable[dict[str, Any]]) -> dict[str, User]:
    return User.objects.in_bulk({row["account"] for row in rows if "account" in row}, field_name="username")


def _load_members(more: dict[str, Any], shared: dict[str, Any], tenant: Tenant, made: Made) -> None:
    """The second and every third seat after it is a woman's."""
    names, rows = drawn(shared), []
    for name, organisation in made.items():
        posts = posts_of(organisation.kind, few=name in more["few"], surplus=name in more["surplus"])
        for place, post in enumerate(posts):
            number, woman, man = next(names)
            female = place % 3 == 1 and name not in more["no_woman"]
            rows.append(
                OrganisationMember(
                    tenant=tenant,
                    organisation=organisation,
                    post=post,
                    name=woman if female else man,
                    woman=female,
                    since=organisation.term_start or _ago(_SEATED),
                    **(_from(shared, number) if organisation.division_id == tenant.division_id else {}),
                )
            )
    OrganisationMember.objects.bulk_create(rows)


def _from(shared: dict[str, Any], number: int) -> dict[str, str]:
    """Committees of the county are sent people by its offices."""
    return {field: shared[f"{field}s"][number % len(shared[f"{field}s"])] for field in ("unit", "background")}


def _load_mediators(more: dict[str, Any], tenant: Tenant, made: Made) -> dict[str, Mediator]:
    accounts = _accounts(more["mediators"])
    rows = [
        Mediator(
            tenant=tenant,
            organisation=made[row["organisation"]],
            user=accounts.get(row.get("account", "")),
            started_on=_first_of_year() if row.get("new") else date(2021, 3, 1),
            **_certificate(row, more["certificates"], number),
            **{field: row[field] for field in _MEDIATOR if field in row},
        )
        for number, row in enumerate(more["mediators"], start=1)
    ]
    return {one.name: one for one in Mediator.objects.bulk_create(rows)}


_PERSON = ("name", "woman", "matters", "languages", "public_phone", "introduction", "listed")
_MEDIATOR = (*_PERSON, "full_time", "grade", "education", "source", "arbitration")
_LAWYER = (*_PERSON, "kind", "licensed_on", "aid_roster", "pool_since")


def _first_of_year() -> date:
    return timezone.localdate().replace(month=1, day=1)


def _certificate(row: dict[str, Any], form: str, number: int) -> dict[str, Any]:
    return {
        "certificate": form.format(number),
        "issued_on": _ago(min(_ISSUED, row["valid"] - 1)) if not row.get("new") else _first_of_year(),
        "valid_until": _ago(row["valid"]),
    }


def _load_lawyers(more: dict[str, Any], tenant: Tenant, made: Made) -> dict[str, Lawyer]:
    accounts = _accounts(more["lawyers"])
    rows = [
        Lawyer(
            tenant=tenant,
            firm=made[row["firm"]],
            user=accounts.get(row.get("account", "")),
            licence=more["licences"].format(number),
            started_on=date(2021, 3, 1),
            **{field: row[field] for field in _LAWYER if field in row},
        )
        for number, row in enumerate(more["lawyers"], start=1)
    ]
    lawyers = {one.name: one for one in Lawyer.objects.bulk_create(rows)}
    villages = dict(Division.objects.filter(code__startswith=tenant.division.code).values_list("code", "pk"))
    counsel = Lawyer.counsel_of.through
    counsel.objects.bulk_create(
        counsel(lawyer_id=lawyers[row["name"]].pk, division_id=villages[code])
        for row in more["lawyers"]
        for code in row.get("counsel_of", ())
    )
    return lawyers


def _load_around(more: dict[str, Any], tenant: Tenant) -> None:
    """Experts, and those who tell early of a quarrel."""
    Expert.objects.bulk_create(
        Expert(tenant=tenant, started_on=date(2022, 5, 9), **row) for row in more["experts"]
    )
    places = {one.code: one for one in Division.objects.filter(code__startswith=tenant.division.code)}
    Informant.objects.bulk_create(
        Informant(tenant=tenant, started_on=date(2023, 2, 6), **row | {"division": places[row["division"]]})
        for row in more["informants"]
    )


def _load_awards(
    more: dict[str, Any],
    tenant: Tenant,
    made: Made,
    mediators: dict[str, Mediator],
    lawyers: dict[str, Lawyer],
) -> None:
    Award.objects.bulk_create(
        Award(
            tenant=tenant,
            given_on=_ago(row["days"]),
            mediator=mediators.get(row.get("mediator", "")),
            lawyer=lawyers.get(row.get("lawyer", "")),
            organisation=made.get(row.get("organisation", "")),
            **{field: row[field] for field in ("name", "level", "given_by")},
        )
        for row in more["awards"]
    )


def _load_premises(more: dict[str, Any], shared: dict[str, Any], tenant: Tenant, made: Made) -> None:
    """Rooms, the first of each office without a step; and what the checklist found."""
    rooms = []
    for office, names in more["rooms"].items():
        for place, name in enumerate(names):
            purpose, seats = next(told for word, told in shared["purposes"].items() if word in name)
            rooms.append(
                Room(
                    tenant=tenant, organisation=made[office], name=name, purpose=purpose, seats=seats,
                    step_free=place == 0,
                )
            )  # fmt: skip
    Room.objects.bulk_create(rooms)
    PremisesItem.objects.bulk_create(
        PremisesItem(
            tenant=tenant, organisation=made[name], item=item.code, present=item.code not in missing,
            checked_on=_ago(_CHECKED), note=shared["missing"] if item.code in missing else "",
        )
        for name, missing in more["lacking"].items()
        for item in asked_of(made[name].kind)
    )  # fmt: skip


def _trainings(
    more: dict[str, Any], shared: dict[str, Any], tenant: Tenant, mediators: dict[str, Mediator]
) -> Iterable[Training]:
    """Within this calendar year, even when the demo is loaded on its first day."""
    held = max(_ago(_TRAINED), _first_of_year())
    for row in more["mediators"]:
        if days := row.get("trained"):
            kind = "initial" if row.get("new") else "continuing"
            yield Training(
                tenant=tenant,
                mediator=mediators[row["name"]],
                kind=kind,
                course=shared["courses"][kind],
                held_on=held,
                hours=days * _HOURS_A_DAY,
            )


def _load_map(more: dict[str, Any], tenant: Tenant) -> None:
    places = {one.name: one for one in Division.objects.filter(parent=tenant.division)}
    MapTile.objects.bulk_create(
        MapTile(tenant=tenant, division=places[name], row=row, column=column)
        for row, names in enumerate(more["map"], start=1)
        for column, name in enumerate(names, start=1)
        if name
    )
