"""What a county has: the rows of a register, and what the names in a table stand for. Reads the database."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from services.directory.models import Lawyer, Mediator, Organisation, OrganisationMember
from services.directory.queries import divisions_of
from services.directory.transfer.lookup import Lookup, Names, People, Person, place_names
from services.directory.transfer.plan import Existing
from services.directory.transfer.register import Register
from tenants.models import Tenant, TenantOwned
from tenants.queries import people_of


def lookup_for(register: Register, tenant: Tenant) -> Lookup:
    """Only what the register's columns name. Inside the tenant's scope."""
    read = {column.reads for column in register.columns}
    lookup = Lookup()
    if read & {"organisation", "mediator"}:
        _organisations(lookup)
    if read & {"place", "places"}:
        rows = divisions_of(tenant).values_list("pk", "code", "name", "parent_id")
        for key, name, others in place_names(list(rows), tenant.division_id):
            lookup.places.add(key, name, *others)
    if "account" in read:
        _accounts(lookup.accounts, tenant)
    if "mediator" in read:
        _people(
            lookup.mediators, Mediator.objects.values_list("pk", "name", "certificate", "organisation_id")
        )
    if "lawyer" in read:
        _people(lookup.lawyers, Lawyer.objects.values_list("pk", "name", "licence", "firm_id"))
    return lookup


def _organisations(lookup: Lookup) -> None:
    parents = {}
    for key, name, parent in Organisation.objects.order_by().values_list("pk", "name", "parent_id"):
        lookup.organisations.add(key, name)
        if parent:
            parents[key] = parent
    lookup.parents = parents


def _accounts(accounts: Names, tenant: Tenant) -> None:
    for key, username in people_of(tenant).values_list("pk", "username"):
        accounts.add(key, username)


def _people(people: People, rows: Iterable[tuple[int, str, str, int]]) -> None:
    for key, name, number, organisation in rows:
        people.add(Person(key, name, number, organisation))


def existing_rows(register: Register) -> list[Existing]:
    return [Existing(row.pk, values_of(row, register)) for row in rows_of(register)]


def rows_of(register: Register) -> QuerySet[Any]:
    """Nothing but what the columns say."""
    many = [name for name in register.fields if register.model._meta.get_field(name).many_to_many]
    single = [name for name in register.fields if name not in many]
    rows = register.model.objects.prefetch_related(*many).only("pk", *single)
    return rows.select_related("user") if register.model is OrganisationMember else rows


def values_of(row: TenantOwned, register: Register) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in register.fields:
        field = register.model._meta.get_field(name)
        if field.many_to_many:
            values[name] = frozenset(one.pk for one in getattr(row, name).all())
        else:
            values[name] = getattr(row, field.attname)
    if isinstance(row, OrganisationMember):
        values["name"] = row.called
    return values
