"""Who took a list of cases away."""

from tenants.journal import note
from tenants.models import JournalEntry, User
from tenants.scope import current_tenant


def note_export(user: User, *, count: int, kind: str, query: str) -> JournalEntry:
    """`query`: the filters that were set, without what was searched for."""
    tenant = current_tenant()
    if tenant is None:
        raise RuntimeError("Cases are exported inside a tenant.")
    return note(user, "export_cases", tenant, count=count, format=kind, filters=query)
