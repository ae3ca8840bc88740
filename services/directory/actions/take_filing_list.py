from services.directory.filing import heading, lines
from tenants.journal import note
from tenants.models import Tenant, User


def take_filing_list(tenant: Tenant, *, actor: User) -> list[list[str]]:
    """The heading, then a line for each certified mediator; that it was taken stands in the journal."""
    rows = [heading(), *lines()]
    note(actor, "filing_list_taken", tenant, count=len(rows) - 1)
    return rows
