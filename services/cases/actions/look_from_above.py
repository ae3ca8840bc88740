"""The umbrella opens a case that a county handed up. The look stands in the county's case and in its journal."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAllowed
from services.cases.models import Case, CaseEvent, CaseGrant
from services.cases.wording import on_record
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.scope import across_tenants, in_tenant


def look_from_above(grant: int, *, user: User, at: Tenant) -> Case:
    """`grant` must be handed to `at` and not taken back; raises NotAllowed. Who may is the caller's to decide."""
    with across_tenants(reason="the umbrella reads a case that a county handed up to it"):
        found = CaseGrant.objects.filter(pk=grant, to=at, until=None).select_related("tenant").first()
    if found is None:
        raise NotAllowed(_("这件案件没有上报给您，或者已经收回。"))
    with in_tenant(found.tenant):
        return _noted(found, user, at)


@transaction.atomic
def _noted(grant: CaseGrant, user: User, at: Tenant) -> Case:
    """Taken back meanwhile: asked again with the case held."""
    case = locked(Case(pk=grant.case_id))
    if not CaseGrant.objects.filter(pk=grant.pk, until=None).exists():
        raise NotAllowed(_("这件案件没有上报给您，或者已经收回。"))
    text = on_record("%(name)s查看了上报的案件") % {"name": at.name}
    append(case, CaseEvent.Kind.LOOK, text, doer=Doer(f"{at.name} {user}", user), code="from_above")
    note(user, "look_from_above", case, reason=grant.reason)
    return case
