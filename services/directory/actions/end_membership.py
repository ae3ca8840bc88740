from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from services.directory.errors import DirectoryError
from services.directory.freshness import announce
from services.directory.models import OrganisationMember
from tenants.journal import note
from tenants.models import User


def end_membership(member: OrganisationMember, *, on: date, reason: str, actor: User | None) -> None:
    """`on` is the last day in office. Who comes back is entered anew."""
    if not reason.strip():
        raise DirectoryError(_("请写明离任的原因。"))
    if on < member.since:
        raise DirectoryError(_("离任日期不能早于开始日期。"))
    with transaction.atomic():
        standing = OrganisationMember.objects.filter(pk=member.pk, until=None)
        if not standing.update(until=on, reason=reason.strip()[:200]):
            raise DirectoryError(_("%(name)s已经办理过离任。") % {"name": member.called})
        member.refresh_from_db()
        announce(member.tenant)
        note(actor, "membership_ended", member, on=on.isoformat(), reason=member.reason)
