"""Drafts between a page and the tables: what of a request belongs to a draft, and who may touch it."""

from dataclasses import astuple, dataclass
from datetime import datetime

from django.core import signing
from django.http import HttpRequest, QueryDict

from services.inputs.actions.save_draft import save_draft
from services.inputs.models import FormDraft
from services.inputs.owner import owner_of, owners_of
from services.inputs.queries import draft_of

_SALT = "services.inputs.draft"
VALID_SECONDS = 7 * 24 * 3600
# Of no use when the page is shown again; a drawing is kept as a file once the form is sent.
_PASSING = ("-add", "-keep", "-clear", "-ticket", "-drawn", "-drop")


@dataclass(frozen=True)
class Ticket:
    """Given out with a form: a draft can be saved only of a form that was shown."""

    key: str
    digest: str
    prefix: str


def signed(ticket: Ticket) -> str:
    return signing.dumps(astuple(ticket), salt=_SALT)


def opened(sent: str) -> Ticket:
    """Raises django.core.signing.BadSignature."""
    return Ticket(*signing.loads(sent, salt=_SALT, max_age=VALID_SECONDS))


def find(request: HttpRequest, key: str) -> tuple[FormDraft, QueryDict] | None:
    return draft_of(owners_of(request), key)


def save(request: HttpRequest, ticket: Ticket, data: QueryDict) -> datetime:
    """Raises DraftTooLargeError."""
    typed = QueryDict(mutable=True)
    for name, values in data.lists():
        if name.startswith(f"{ticket.prefix}-") and not name.endswith(_PASSING):
            typed.setlist(name, values)
    owner = owner_of(request)
    return save_draft(ticket.key, owner=owner, digest=ticket.digest, sent=typed.urlencode()).updated_at
