"""Who has to do with a complaint, and who must not."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from services.cases.actors import Doer
from services.cases.holders import holder
from services.cases.models import Case, CaseEvent, CaseLink, Handler
from services.cases.suspended import PROCEDURE as SUSPENSION
from services.complaints.models import Complained
from services.directory.queries import organisations_of
from tenants.models import User

PROCEDURE = "COMPLAINT"
DECIDE = "decide"
# A complaint that ended so was true; it ends otherwise when it was not.
TRUE = "closed"
DESK = frozenset(holder("complaint_desk").by)


def hidden(user: User) -> Q:
    """Whoever is complained of sees neither the complaint nor the suspension that comes of it."""
    own = Complained.objects.filter(Q(lawyer__user=user) | Q(mediator__user=user))
    return Q(procedure_code=PROCEDURE) & Exists(own.filter(case=OuterRef("pk"))) | Q(
        procedure_code=SUSPENSION
    ) & Exists(own.filter(case=OuterRef("parent")))


def refusal(case: Case, user: User) -> str:
    """Why this person does not work on the complaint; empty when nothing is in the way."""
    row = Complained.objects.filter(case=case).first()
    if row is not None and row.organisation_id and _belongs(user, row.organisation_id):
        return _("投诉涉及您所在的单位，请由别的人核查。")
    return _("投诉涉及您办理过的案件，请由别的人核查。") if worked_on_it(case, user) else ""


def worked_on_it(case: Case, user: User) -> bool:
    """On the matter that is complained about, whether it is linked or only named by its number."""
    linked = CaseLink.objects.filter(case=case, kind=CaseLink.Kind.RELATED).values("other")
    numbers = Complained.objects.filter(case=case).exclude(related="").values("related")
    matters = Case.objects.filter(Q(pk__in=linked) | Q(number__in=numbers)).values("pk")
    steps = CaseEvent.objects.filter(case__in=matters, kind=CaseEvent.Kind.STEP, actor=user)
    return steps.exists() or Handler.objects.filter(case__in=matters, user=user).exists()


def _belongs(user: User, organisation: int) -> bool:
    return organisations_of(user).filter(pk=organisation).exists()


def may_name(case: Case, doer: Doer) -> bool:
    return case.procedure_code == PROCEDURE and (doer.user is None or bool(doer.tenant_roles & DESK))
