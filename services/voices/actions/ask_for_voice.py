"""A case that ended asks those who were served, each side once."""

from datetime import datetime

from django.db import transaction

from services.cases.models import Case, Party
from services.cases.notice_kinds import about
from services.cases.queries.procedures import declared
from services.voices.actions.open_survey import open_survey
from services.voices.actions.send_link import send_link
from services.voices.case_matter import matter_of
from services.voices.models import Survey
from services.voices.queries import settings_of
from services.voices.rules import is_asked, party_side


@transaction.atomic
def ask_for_voice(case: Case, *, now: datetime | None = None) -> list[Survey]:
    """The surveys of the case, made once; who may be written to is written to, once, where the county wants that.

    None for a case that nobody is asked about (`rules.is_asked`).
    """
    if not is_asked(declared(case.version), case):
        return []
    surveys = surveys_of(case, now=now)
    if settings_of(case.tenant).sms_at_once:
        for survey in surveys:
            if not survey.is_said:
                _write(survey, case, now)
    return surveys


def surveys_of(case: Case, *, now: datetime | None = None) -> list[Survey]:
    """Without a word to anybody."""
    matter = matter_of(case, now=now)
    return [
        open_survey(
            about(case), title=matter.title, lawyer=matter.lawyer, mediator=matter.mediator,
            organisation=matter.organisation, closed_on=matter.closed_on, side=side, now=now,
        )
        for side in matter.sides
    ]  # fmt: skip


def _write(survey: Survey, case: Case, now: datetime | None) -> None:
    party = reachable(case, survey.side)
    if party is not None:
        send_link(
            survey,
            to_user=party.user,
            to_phone="" if party.user_id else party.phone,
            contact=party.contact,
            now=now,
        )


def reachable(case: Case, side: str) -> Party | None:
    """Of a side the first who may be written to.

    Nobody who asked for care and with whom no way was agreed. Nobody of the other side who never heard of the case:
    invited, with an account, or a party to the agreement. A neutral SMS to somebody without an account leads nowhere.
    """
    found = case.parties.filter(side=party_side(side), role=Party.Role.PARTY).select_related("user")
    return next((party for party in found.order_by("pk") if _may_write(case, party)), None)


def _may_write(case: Case, party: Party) -> bool:
    if party.careful and not party.reach:
        return False
    if party.side == Party.Side.RESPONDENT and not (
        party.invited_at or party.user_id or case.data.get("agreed_terms")
    ):
        return False
    return bool(party.user_id or (party.phone and not party.contact.neutral and party.contact.allows("sms")))
