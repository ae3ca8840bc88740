from home.models import InterpretationPage, PolicyPage
from tenants.models import User


def publish_companions(page: PolicyPage, *, actor: User | None = None) -> list[InterpretationPage]:
    """Publishes the interpretations that wait for their policy; those that were."""
    waiting = InterpretationPage.objects.filter(policy=page, live=False, publish_with_policy=True)
    published = [page for page in waiting if page.latest_revision]
    for interpretation in published:
        interpretation.latest_revision.publish(user=actor)
    return published
