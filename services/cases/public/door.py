"""By which door a person comes to a case: with its code (`track`), or as a party that signed in (`my`).

What the code opens stays open in this browser for GRANTED seconds, for this case of this county alone; a new code
shuts it again.
"""

import time
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from services.cases.actors import Doer, citizen
from services.cases.models import Case, Party
from services.cases.queries.citizens import main_party, own_parties

GRANTED = 2 * 3600
_IN_SESSION = "case_grants"
TRACK, MY = "track", "my"


class CodeNeededError(Exception):
    """This browser may not, or no longer, see the case; the lookup page says how."""


@dataclass(frozen=True)
class Visit:
    case: Case
    party: Party
    doer: Doer
    door: str

    def address(self, name: str = "case", *more: object) -> str:
        return reverse(f"citizen:{self.door}_{name}", args=[self.case.pk, *more])

    @property
    def acts(self) -> bool:
        """Who only helped to fill in looks on and brings papers; the steps are the party's own."""
        return self.party.role != Party.Role.HELPER


def grant(request: HttpRequest, case: Case) -> None:
    now = int(time.time())
    kept = {key: one for key, one in request.session.get(_IN_SESSION, {}).items() if one["until"] > now}
    kept[_key(request, case.pk)] = {"until": now + GRANTED, "mark": case.lookup_hash[:16]}
    request.session[_IN_SESSION] = kept


def visit(request: HttpRequest, door: str, pk: int) -> Visit:
    """Raises CodeNeededError at the door `track`, Http404 at `my`: neither says whether the case exists."""
    return _by_code(request, pk) if door == TRACK else _by_account(request, pk)


def _by_code(request: HttpRequest, pk: int) -> Visit:
    given = request.session.get(_IN_SESSION, {}).get(_key(request, pk))
    if given is None or given["until"] <= time.time():
        raise CodeNeededError
    case = Case.objects.select_related("version", "organisation", "tenant__division").filter(pk=pk).first()
    party = main_party(case) if case and case.lookup_hash.startswith(given["mark"]) else None
    if case is None or party is None:
        raise CodeNeededError
    user = request.user if request.user.is_authenticated and party.user_id == request.user.pk else None
    return Visit(case, party, citizen(party, user), TRACK)


def _by_account(request: HttpRequest, pk: int) -> Visit:
    mine = own_parties(request.user).select_related(
        "case__version", "case__organisation", "case__tenant__division"
    )
    found = sorted(mine.filter(case=pk), key=lambda party: party.role == Party.Role.HELPER)
    if not found:
        raise Http404
    return Visit(found[0].case, found[0], citizen(found[0], request.user), MY)


def _key(request: HttpRequest, pk: int) -> str:
    return f"{request.tenant.pk}:{pk}"
