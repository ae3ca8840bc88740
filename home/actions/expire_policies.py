from datetime import date

from home.actions.stamp import stamp
from home.models import PolicyPage
from home.tenancy import tenant_of
from tenants.journal import note


def expire_policies(*, today: date) -> int:
    """Marks the texts whose last day has passed as no longer in force; how many there were."""
    past = PolicyPage.objects.live().filter(
        expires_on__lt=today, validity__in=[PolicyPage.Validity.VALID, PolicyPage.Validity.AMENDED]
    )
    for page in past:
        stamp(page, validity=PolicyPage.Validity.EXPIRED)
        note(None, "policy_expired", page, tenant=tenant_of(page), on=str(page.expires_on))
    return len(past)
