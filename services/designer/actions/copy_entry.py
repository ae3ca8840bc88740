"""Begins a draft from what is in force, from the library, or from one of its variants."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.queries.procedures import in_force, shipped
from services.designer import rules
from services.designer.errors import NotAllowed, NotNow
from services.designer.models import Draft, DraftSave
from services.designer.queries.drafts import form_in_force
from services.procedures import library, load
from services.procedures.spec import Procedure
from services.procedures.variants import varied
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.queries import live_roles
from tenants.scope import current_tenant

IN_FORCE, SHIPPED = "in_force", "shipped"


@transaction.atomic
def copy_entry(code: str, *, actor: User, start: str = IN_FORCE) -> Draft:
    """`start`: `in_force`, `shipped`, or a shipped variant's code. Raises NotAllowed; NotNow for an unknown one."""
    tenant = current_tenant()
    if tenant is None or not rules.may_edit(live_roles(actor, tenant)):
        raise NotAllowed(_("只有县级管理员可以修改程序。"))
    try:
        procedure, name = begin_as(tenant, code, start)
    except KeyError:
        raise NotNow(_("没有这个程序或者变体。")) from None
    procedure = without_variants(procedure)
    text, form = load.stored(procedure), form_in_force(code) if start == IN_FORCE else ""
    draft = Draft.objects.create(
        tenant=tenant,
        code=code,
        name=procedure.name[:100],
        base_digest=procedure.digest,
        base_name=name[:200],
        text=text,
        form=form,
        author=actor,
    )
    what = _("复制自%(name)s") % {"name": name}
    DraftSave.objects.create(
        tenant=tenant, draft=draft, position=1, text=text, form=form, what=what[:200], by=actor
    )
    note(actor, "draft_begun", draft, by=name)
    return draft


def begin_as(tenant: Tenant, code: str, start: str) -> tuple[Procedure, str]:
    """KeyError when there is no such entry or variant."""
    if start == IN_FORCE:
        day = timezone.localdate()
        return in_force(tenant, code), _("%(day)s的现行版本") % {"day": f"{day:%Y-%m-%d}"}
    if start == SHIPPED:
        return shipped(code, tenant.division.code), _("随产品提供的版本")
    procedure = library.shipped()[code]
    names: Callable[[str], str] = {variant.code: variant.name for variant in procedure.variants}.__getitem__
    return varied(procedure, start), _("变体“%(name)s”") % {"name": names(start)}


def without_variants(procedure: Procedure) -> Procedure:
    """A county's own version holds in the county alone: what differs elsewhere is left out."""
    if not procedure.source.get("variants"):
        return procedure
    data = {key: value for key, value in procedure.source.items() if key != "variants"}
    return replace(load.read(data, procedure.code), lines={})
