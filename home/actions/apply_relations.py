from django.db import transaction

from home.actions.stamp import stamp
from home.models import PolicyPage, PolicyRelation
from tenants.journal import note
from tenants.models import Tenant, User

Kind = PolicyRelation.Kind
Validity = PolicyPage.Validity
_EFFECT = {Kind.AMENDS: Validity.AMENDED, Kind.REPEALS: Validity.REPEALED, Kind.REPLACES: Validity.REPEALED}


@transaction.atomic
def apply_relations(page: PolicyPage, *, tenant: Tenant, actor: User | None = None) -> list[PolicyPage]:
    """What a published policy does to those it amends, repeals or replaces; the ones that changed.

    A repealed text never comes back to life by being amended.
    """
    changed = []
    for relation in page.relations.select_related("target"):
        target, validity = relation.target, _EFFECT[relation.kind]
        if target.validity in {validity, Validity.REPEALED}:
            continue
        stamp(target, validity=validity)
        note(actor, f"policy_{validity}", target, tenant=tenant, by=page.document_number or page.title)
        changed.append(target)
    return changed
