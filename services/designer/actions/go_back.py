"""Goes back to a former version, or to the one that is shipped. What was in force before stays on record."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.models import Enactment, ProcedureVersion
from services.designer import rules
from services.designer.actions.enact_draft import refuse_the_past
from services.designer.errors import NotAllowed, NotNow
from services.designer.queries.overview import scheduled
from services.procedures import library
from tenants.journal import note
from tenants.models import User
from tenants.queries import live_roles
from tenants.scope import current_tenant


@transaction.atomic
def go_back(
    code: str,
    version: ProcedureVersion | None,
    since: date,
    *,
    actor: User,
    reason: str,
    instead_of_scheduled: bool = False,
) -> Enactment:
    """`version` None is the shipped one. Raises NotAllowed, NotNow (the past, no reason, nothing to go back to).

    `instead_of_scheduled`: also on the later days for which another version has been scheduled.
    """
    tenant = current_tenant()
    if tenant is None or not rules.may_edit(live_roles(actor, tenant)):
        raise NotAllowed(_("只有县级管理员可以恢复以前的版本。"))
    refuse_the_past(since)
    if not reason.strip():
        raise NotNow(_("请写明恢复的理由。"))
    if version is None and code not in library.shipped():
        raise NotNow(_("这个程序没有随产品提供的版本。"))
    if version is not None and (version.code != code or not version.enactments.exists()):
        raise NotNow(_("这个版本没有启用过，不能恢复。"))
    later = scheduled(code, since) if instead_of_scheduled else []
    row, *_others = [
        Enactment.objects.create(
            tenant=tenant, code=code, version=version, since=day, note=reason[:300], made_by=actor
        )
        for day in (since, *later)
    ]
    note(actor, "procedure_restored", row, on=since.isoformat(), reason=reason)
    return row
