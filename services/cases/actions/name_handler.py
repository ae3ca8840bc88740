"""Names who works on a case, and lets people go from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import notice_kinds
from services.cases.actions.record import append, locked
from services.cases.actions.tell import acting, tell_member
from services.cases.actors import Doer, vacant
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.guards import conflict_with
from services.cases.holders import waiting_for
from services.cases.lines import LAWYER_LINE
from services.cases.models import Case, CaseEvent, Handler
from services.cases.queries.procedures import declared
from services.cases.rules import may_manage
from services.cases.wording import on_record
from services.directory.models import Lawyer, Mediator
from services.directory.queries import lawyer_of, mediator_of
from services.directory.terms import in_office
from tenants.models import User
from tenants.queries import people_of


@transaction.atomic
def name_handler(
    case: Case,
    role: str,
    *,
    doer: Doer,
    user: User | None = None,
    name: str = "",
    now: datetime | None = None,
) -> Handler:
    """Raises NotAllowed, or NotAccepted with the reason: an interest in the case, no member of the county."""
    case = locked(case)
    if not may_manage(doer):
        raise NotAllowed(_("只有案件经办人可以指派办理人员。"))
    person = {"ref": str(user.pk), "name": str(user)} if user else {"name": name}
    handler = seat(case, role, [person], doer=doer, replacing=False, now=now or timezone.now())[0]
    _pass_on(case)
    if user is not None and user != doer.user and user in acting(case, case.turn):
        text = on_record("%(number)s（%(title)s）已指派给您，请您办理。") % {
            "number": case.number,
            "title": case.title,
        }
        tell_member(notice_kinds.TURN, case, user, text)
    return handler


def _pass_on(case: Case) -> None:
    """Whose turn it is in this house changes with who is named."""
    if case.is_open:
        case.waiting_for = waiting_for(case.turn, vacant(case))
        case.save(update_fields=["waiting_for"])


def seat(
    case: Case, role: str, people: Iterable[Mapping[str, str]], *, doer: Doer, replacing: bool, now: datetime
) -> list[Handler]:
    """In the caller's transaction, with the case locked.

    `people` carry `name`, and as `ref` the id of a member's account or `lawyer-<key>` of a line of the register.
    """
    seated = {
        (one.user_id, one.name): one for one in Handler.objects.filter(case=case, role=role, until=None)
    }
    wanted = [_person(case, one) for one in people]
    for key, handler in seated.items():
        if replacing and key not in [person.key for person in wanted]:
            _end(case, handler, on_record("更换"), doer, now)
    return [seated.get(person.key) or _begin(case, role, person, doer, now) for person in wanted]


@transaction.atomic
def release_handler(handler: Handler, *, doer: Doer, reason: str, now: datetime | None = None) -> None:
    """Recusal, leave, change of duty."""
    if not may_manage(doer) and not (doer.user and handler.user_id == doer.user.pk):
        raise NotAllowed(_("只有案件经办人可以更换办理人员。"))
    if not reason.strip():
        raise NotAccepted(_("请写明原因。"))
    case = locked(handler.case)
    _end(case, handler, reason, doer, now or timezone.now())
    _pass_on(case)


@transaction.atomic
def declare_interest(handler: Handler, *, doer: Doer, interest: str, now: datetime | None = None) -> None:
    """A handler says why they should not work on the case; the guard `no_conflict` fails from then on."""
    if not (may_manage(doer) or (doer.user and handler.user_id == doer.user.pk)):
        raise NotAllowed(_("只有本人或案件经办人可以登记利害关系。"))
    case = locked(handler.case)
    Handler.objects.filter(pk=handler.pk).update(conflict=interest[:300])
    append(
        case,
        CaseEvent.Kind.HANDLER,
        on_record("登记利害关系：%(name)s") % {"name": handler.name},
        doer=doer,
        shown=False,
        at=now,
    )


@dataclass(frozen=True)
class _Person:
    name: str
    user: User | None = None
    lawyer: Lawyer | None = None
    mediator: Mediator | None = None

    @property
    def key(self) -> tuple[int | None, str]:
        return (self.user.pk if self.user else None, self.name)


def _person(case: Case, said: Mapping[str, str]) -> _Person:
    ref = said.get("ref") or ""
    if not ref:
        return _Person(said["name"])
    if ref.startswith(LAWYER_LINE):
        key, rows = ref.removeprefix(LAWYER_LINE), Lawyer.objects.filter(in_office()).select_related("user")
        line = rows.filter(pk=int(key)).first() if key.isdecimal() else None
        if line is None:
            raise NotAccepted(_("所选律师不在名册里。"))
        return _Person(str(line.user or line), line.user, line)
    user = people_of(case.tenant).filter(pk=int(ref)).first() if ref.isdigit() else None
    if user is None:
        raise NotAccepted(_("所选人员不是本单位的人员。"))
    return _Person(str(user), user, lawyer_of(user), mediator_of(user))


def _begin(case: Case, role: str, person: _Person, doer: Doer, now: datetime) -> Handler:
    user, name = person.user, person.name
    party = conflict_with(case, user.pk if user else None, name)
    if party:
        raise NotAccepted(
            _("%(name)s与当事人%(party)s可能是同一人，应当回避，请另选。") % {"name": name, "party": party}
        )
    handler = Handler.objects.create(
        tenant_id=case.tenant_id,
        case=case,
        role=role,
        user=user,
        lawyer=person.lawyer,
        mediator=person.mediator,
        name=name,
        since=now,
    )
    label = role_name(case, role)
    append(case, CaseEvent.Kind.HANDLER, f"{label}：{name}", doer=doer, code=role, at=now)
    return handler


def _end(case: Case, handler: Handler, reason: str, doer: Doer, now: datetime) -> None:
    Handler.objects.filter(pk=handler.pk, until=None).update(until=now, ended_because=reason[:300])
    words = {"role": role_name(case, handler.role), "name": handler.name, "reason": reason}
    text = on_record("%(role)s%(name)s不再办理：%(reason)s") % words
    append(case, CaseEvent.Kind.HANDLER, text, doer=doer, code=handler.role, at=now)


def role_name(case: Case, role: str) -> str:
    found = declared(case.version).roles.get(role)
    return found.name if found else role
