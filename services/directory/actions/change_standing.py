from django.db import transaction
from django.utils.translation import gettext as _

from services.directory.errors import DirectoryError
from services.directory.freshness import announce
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.journal import note
from tenants.models import User


def change_standing(organisation: Organisation, standing: str, *, reason: str, actor: User | None) -> None:
    """What has stopped takes in nothing more; its people, records and cases stay where they are."""
    if standing not in Organisation.Standing.values:
        raise DirectoryError(_("没有这种状态。"))
    if not reason.strip():
        raise DirectoryError(_("请写明变更的原因。"))
    said = str(Organisation.Standing(standing).label)
    with transaction.atomic():
        other = Organisation.objects.filter(pk=organisation.pk).exclude(standing=standing)
        if not other.update(standing=standing):
            raise DirectoryError(_("机构已经是“%(standing)s”状态。") % {"standing": said})
        organisation.refresh_from_db()
        announce(
            organisation.tenant,
            organisations=[organisation.pk],
            mediators=Mediator.objects.filter(organisation=organisation).values_list("pk", flat=True),
            lawyers=Lawyer.objects.filter(firm=organisation).values_list("pk", flat=True),
        )
        note(actor, "standing_changed", organisation, standing=said, reason=reason.strip())
