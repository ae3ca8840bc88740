"""What a paper of a case says, and the seats of those who sign it."""

from collections.abc import Mapping
from typing import Any

from services.cases.models import Case, Handler, Party
from services.cases.queries.procedures import declared
from services.cases.reading import read_fields
from services.cases.signing import readers, signing
from services.directory.matters import taxonomy
from services.documents.actions.issue import Seat
from services.documents.blanks import blanks
from services.documents.vocabulary import vocabulary
from services.procedures.spec import Procedure

# Words of an application that papers repeat although the procedure itself never asks for them.
OF_THE_APPLICATION = ("dispute_requests", "consent_record")
# What a follow-up speaks of although it happened in the first case.
OF_THE_FIRST = ("dispute_summary", "agreed_terms", "payment_terms", "performance_mode", "performance_due")


def context(
    case: Case, procedure: Procedure, code: str, words: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """As the vocabulary of `services.documents` wants it; without phones, where more than one side reads it."""
    shared = len(readers().get(code, ())) > 1
    people = list(Party.objects.filter(case=case).select_related("acts_for"))
    handlers = list(Handler.objects.filter(case=case, until=None))
    agents = {one.acts_for_id: one.name for one in people if one.acts_for_id and one.role == Party.Role.AGENT}
    sides = {
        "applicants": Party.Side.APPLICANT,
        "respondents": Party.Side.RESPONDENT,
        "third_parties": Party.Side.THIRD,
    }
    said: dict[str, Any] = {
        code: [
            _person(one, agents, shared=shared)
            for one in people
            if one.side == side and one.acts_for_id is None
        ]
        for code, side in sides.items()
    }
    said["mediators"] = [one.name for one in handlers if one.role in ("mediator", "lead_mediator")]
    said["handler"] = "、".join(one.name for one in handlers) or str(case.opened_by or "")
    said["cause"] = taxonomy().label(case.matter) if case.matter else case.title
    applied = {code: str(case.data[code]) for code in OF_THE_APPLICATION if case.data.get(code)}
    said["field"] = {**_of_the_first(case), **applied, **read_fields(procedure, case.data)}
    for blank in blanks(code):
        if words and words.get(blank.key):
            (said["field"] if blank.key.startswith("field_") else said)[blank.code] = words[blank.key]
    return said


def known_words(case: Case, procedure: Procedure, code: str) -> dict[str, str]:
    """What the case already says in the places of a form, by their keys."""
    told = context(case, procedure, code)
    found = {}
    for blank in blanks(code):
        stands_in = (
            vocabulary().texts[blank.code].stands_in if blank.key.startswith("text_") else (blank.code,)
        )
        said = next(
            (told["field"][one] for one in stands_in if told["field"].get(one)), told.get(blank.code, "")
        )
        if said:
            found[blank.key] = said
    return found


def waits_for_words(case: Case, procedure: Procedure, code: str) -> bool:
    """A record that nobody has written is not made by itself."""
    known = known_words(case, procedure, code)
    return any(blank.main and blank.key not in known for blank in blanks(code))


def _of_the_first(case: Case) -> dict[str, str]:
    if case.parent is None:
        return {}
    told = read_fields(declared(case.parent.version), case.parent.data)
    return {code: told[code] for code in OF_THE_FIRST if code in told}


def seats(case: Case, code: str) -> list[Seat]:
    """One for each person of the sides and roles that sign this paper."""
    found: list[Seat] = []
    wanted = signing().get(code, ())
    for side in Party.Side:
        if side in wanted:
            signers = Party.objects.filter(case=case, side=side, role=Party.Role.PARTY)
            found += [Seat(f"party-{one.pk}", str(one.get_side_display()), one.name) for one in signers]
    handlers = Handler.objects.filter(case=case, until=None, role__in=wanted)
    return found + [Seat(f"handler-{one.pk}", _role(case, one), one.name) for one in handlers]


def office(case: Case) -> str:
    return case.organisation.name if case.organisation else case.tenant.name


def _person(party: Party, agents: Mapping[int, str], *, shared: bool) -> dict[str, str]:
    """Of somebody who asked for care the other side is told the name alone."""
    guarded = shared and bool(party.careful)
    return {
        "name": party.name,
        "identity": "" if guarded else party.identity_number,
        "phone": "" if shared else party.phone.removeprefix("+86"),
        "address": "" if guarded else party.address,
        "agent": agents.get(party.pk, ""),
    }


def _role(case: Case, handler: Handler) -> str:
    found = declared(case.version).roles.get(handler.role)
    return found.name if found else handler.role
