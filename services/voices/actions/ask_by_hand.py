"""The office asks for a voice itself: of a case nobody was asked about, or by a second message."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actors import Doer
from services.cases.models import Case
from services.cases.queries.procedures import declared
from services.voices.actions.ask_for_voice import reachable, surveys_of
from services.voices.actions.send_link import send_link
from services.voices.case_matter import case_about
from services.voices.errors import NotAllowed, NotAsked
from services.voices.models import Survey
from services.voices.rules import WORKS, is_asked
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def open_by_hand(case: Case, *, doer: Doer) -> list[Survey]:
    """Nobody is written to. Raises NotAllowed and NotAsked."""
    if doer.seated or not doer.tenant_roles & WORKS:
        raise NotAllowed(_("请群众评价由经办人或者窗口来做，承办人自己不做。"))
    if not is_asked(declared(case.version), case):
        raise NotAsked(_("这件案件还没有办结，或者不做满意度测评。"))
    return surveys_of(case)


@transaction.atomic
def ask_by_hand(survey: Survey, *, actor: User) -> None:
    """As this side of the case may be written to. Raises NotAsked where nobody may be, AlreadySaid."""
    case = case_about(survey.about)
    party = reachable(case, survey.side) if case else None
    if party is None:
        raise NotAsked(_("没有可以发消息的人：没有留电话，或者要求谨慎联系。请打印纸条，或者当面请其评价。"))
    phone = "" if party.user_id else party.phone
    send_link(survey, to_user=party.user, to_phone=phone, contact=party.contact, once=False)
    note(actor, "voice_asked", survey)
