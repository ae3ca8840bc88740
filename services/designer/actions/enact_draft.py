"""Puts an approved draft in force from a day on. Cases that run keep their version."""

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.models import Enactment, ProcedureVersion
from services.designer import rules
from services.designer.actions.turn import turn
from services.designer.errors import Faulty, NotAllowed, NotNow
from services.designer.models import Draft
from services.designer.queries.faults import judged
from services.procedures import load
from services.procedures.spec import Procedure
from tenants.journal import note
from tenants.models import User
from tenants.queries import live_roles


@transaction.atomic
def enact_draft(draft: Draft, since: date, *, actor: User) -> Enactment:
    """Raises NotAllowed, NotNow (not approved, or a day that is over), Faulty, Overtaken."""
    if not rules.may_edit(live_roles(actor, draft.tenant)):
        raise NotAllowed(_("只有县级管理员可以启用程序。"))
    refuse_the_past(since)
    found = judged(draft, draft.tenant)
    if not found.sound or found.procedure is None:
        raise Faulty(_("草稿里有问题，不能启用。"))
    version = _version(draft, found.procedure)
    turn(draft, (Draft.Status.APPROVED,), Draft.Status.ENACTED, version=version)
    row = Enactment.objects.create(
        tenant_id=draft.tenant_id,
        code=draft.code,
        version=version,
        since=since,
        note=draft.note[:300],
        made_by=actor,
    )
    note(actor, "procedure_enacted", version, on=since.isoformat(), reason=draft.note)
    return row


def refuse_the_past(since: date) -> None:
    if since < timezone.localdate():
        raise NotNow(_("启用日期不能早于今天。"))


def _version(draft: Draft, procedure: Procedure) -> ProcedureVersion:
    """The same declaration with the same form is the same version, whoever made it first."""
    version, _made = ProcedureVersion.objects.get_or_create(
        tenant_id=draft.tenant_id,
        digest=version_digest(procedure, draft.form),
        defaults={
            "code": procedure.code,
            "name": procedure.name[:100],
            "family": procedure.family[:40],
            "text": load.stored(procedure),
            "form": draft.form,
            "origin": ProcedureVersion.Origin.COUNTY,
            "made_by": draft.author,
        },
    )
    return version


def version_digest(procedure: Procedure, form: str) -> str:
    """That of the procedure; an application form of the county's own makes it another version."""
    return sha256(f"{procedure.digest} {form}".encode()).hexdigest() if form else procedure.digest
