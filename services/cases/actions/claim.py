"""Ties a party to the account of the person it is."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import citizen
from services.cases.errors import NotAllowed
from services.cases.models import CaseEvent, Party
from services.cases.queries.citizens import claimable
from services.cases.wording import on_record
from tenants.models import User


@transaction.atomic
def claim(party: Party, *, user: User, by_code: bool = False) -> Party:
    """By the verified phone of the account, or `by_code`: with the lookup code of the case. Raises NotAllowed."""
    case = locked(party.case)
    mine = Party.objects.filter(pk=party.pk, user=None) if by_code else claimable(user).filter(pk=party.pk)
    if not mine.exists():
        raise NotAllowed(_("这件事项不能归到您的账号。"))
    Party.objects.filter(pk=party.pk).update(user=user)
    party.user = user
    text = on_record("%(name)s把事项归到自己的账号") % {"name": party.name}
    append(case, CaseEvent.Kind.PARTY, text, doer=citizen(party, user))
    return party
