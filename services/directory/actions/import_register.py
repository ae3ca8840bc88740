"""The good rows of a table come into a register; the others are named and left alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from search.index import deferred
from services.directory.transfer.checking import check
from services.directory.transfer.known import existing_rows, lookup_for
from services.directory.transfer.plan import Line, Plan
from services.directory.transfer.reading import Later
from services.directory.transfer.register import Register
from services.directory.transfer.sheet import Table
from services.directory.transfer.text import fold
from services.directory.transfer.tree import in_order
from tenants.journal import note
from tenants.models import Tenant, TenantOwned, User
from tenants.queries import live_roles
from tenants.roles import COUNTY_ADMIN


class MayNotImportError(Exception):
    def __str__(self) -> str:
        return _("只有县级管理员可以导入名册。")


def preview(table: Table, register: Register, *, tenant: Tenant) -> Plan:
    """What an import would do now. Writes nothing."""
    return check(table, register, lookup_for(register, tenant), existing_rows(register))


def import_register(
    table: Table,
    register: Register,
    *,
    tenant: Tenant,
    actor: User | None,
    file_name: str,
    progress: Callable[[], object] = lambda: None,
) -> Plan:
    """One transaction for the file, a savepoint for each row; no actor means the terminal.

    Two imports into a county wait for each other: what the second finds new is reckoned after the first.
    """
    if actor is not None and COUNTY_ADMIN not in live_roles(actor, tenant):
        raise MayNotImportError
    with deferred(), transaction.atomic():
        Tenant.objects.select_for_update(no_key=True).get(pk=tenant.pk)
        plan = preview(table, register, tenant=tenant)
        _write(plan, tenant, progress)
        _note(plan, tenant, actor, file_name)
    return plan


def _note(plan: Plan, tenant: Tenant, actor: User | None, file_name: str) -> None:
    counts = plan.counts
    note(
        actor,
        "import_register",
        tenant,
        register=plan.register.name,
        file=file_name,
        added=counts["new"],
        amended=counts["changed"],
        unchanged=counts["unchanged"],
        faulty=counts["faulty"],
    )


@dataclass
class _Written:
    """`ids` of organisations by name, as it is compared; `open` are rows that wait for another of the file."""

    ids: dict[str, int] = field(default_factory=dict)
    open: list[tuple[Line, TenantOwned]] = field(default_factory=list)


def _write(plan: Plan, tenant: Tenant, progress: Callable[[], object]) -> None:
    good = in_order(plan.good())
    known = plan.register.model.objects.in_bulk([line.existing.key for line in good if line.existing])
    done = _Written()
    for line in good:
        row = known[line.existing.key] if line.existing else plan.register.model()
        row.tenant = tenant
        try:
            with transaction.atomic():
                _save(line, row, plan.register, done)
        except IntegrityError as error:
            line.complain("", "", _refused(error, plan.register))
        progress()
    _join(done, plan.register)


def _save(line: Line, row: TenantOwned, register: Register, done: _Written) -> None:
    single, many, waiting = [], [], False
    for name, value in line.values.items():
        column = register.model._meta.get_field(name)
        if column.many_to_many:
            many.append((name, value))
            continue
        later = isinstance(value, Later)
        if later and value.key not in done.ids:
            waiting = True
            continue
        setattr(row, column.attname, done.ids[value.key] if later else value)
        single.append(name)
    row.save(update_fields=single if line.existing and single else None)
    for name, value in many:
        getattr(row, name).set(value)
    done.ids[fold(str(line.value("name")))] = row.pk
    if waiting:
        done.open.append((line, row))


def _join(done: _Written, register: Register) -> None:
    """Two that name each other: whoever came first gets the other now."""
    for line, row in done.open:
        later = {name: value for name, value in line.values.items() if isinstance(value, Later)}
        for name, value in later.items():
            if value.key in done.ids:
                setattr(row, register.model._meta.get_field(name).attname, done.ids[value.key])
            else:
                heading = register.column_of(name).heading
                line.complain(heading, value.name, _("这个机构没有导入成功，本行其余内容已经保存。"))
        row.save(update_fields=list(later))


def _refused(error: IntegrityError, register: Register) -> str:
    """What the table says of the constraint that was broken; SQLite names its columns, PostgreSQL its name."""
    said = str(error)
    for constraint in register.model._meta.constraints:
        columns: Iterable[Any] = getattr(constraint, "fields", ())
        if constraint.name in said or (columns and all(f".{name}" in said for name in columns)):
            return str(constraint.get_violation_error_message())
    return _("与名册里的其他内容冲突，没有保存。")
