from services.directory.transfer.register import Register
from tenants.journal import note
from tenants.models import JournalEntry, User
from tenants.scope import current_tenant


def note_register_export(
    user: User, register: Register, *, count: int, kind: str, private: bool
) -> JournalEntry:
    """Who took a register away, and whether with the numbers that are not public."""
    tenant = current_tenant()
    if tenant is None:
        raise RuntimeError("Registers are exported inside a tenant.")
    held = private and any(column.private for column in register.columns)
    return note(
        user,
        "export_register",
        tenant,
        register=register.name,
        count=count,
        format=kind,
        with_phones=count if held else 0,
    )
