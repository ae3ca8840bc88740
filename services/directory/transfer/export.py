"""The rows of a register as a table with the columns of its template."""

from collections.abc import Iterable, Iterator

from services.directory.transfer.known import lookup_for, rows_of, values_of
from services.directory.transfer.register import Register
from services.directory.transfer.writing import written
from tenants.models import Tenant

_CHUNK = 500


def exported(
    register: Register, keys: Iterable[int], tenant: Tenant, *, private: bool
) -> tuple[list[str], Iterator[list[str]]]:
    """Headings and rows, in the order of `keys`; `private` columns only on demand."""
    columns = register.visible(private=private)
    return [column.heading for column in columns], _rows(register, list(keys), tenant, private)


def _rows(register: Register, keys: list[int], tenant: Tenant, private: bool) -> Iterator[list[str]]:
    columns, lookup = register.visible(private=private), lookup_for(register, tenant)
    for start in range(0, len(keys), _CHUNK):
        wanted = keys[start : start + _CHUNK]
        found = {row.pk: row for row in rows_of(register).filter(pk__in=wanted)}
        for key in filter(found.__contains__, wanted):
            values = values_of(found[key], register)
            yield [written(column, values[column.field], lookup) for column in columns]
