from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from services.directory.errors import DirectoryError
from services.directory.freshness import announce
from services.directory.models import Lawyer, Mediator, Registered
from tenants.journal import note
from tenants.models import User

Line = TypeVar("Line", bound=Registered)


def leave(person: Line, *, on: date, reason: str, actor: User | None) -> None:
    """`on` is the first day on which the person no longer counts. The line and its records stay."""
    if not reason.strip():
        raise DirectoryError(_("请写明退出的原因。"))
    if on < person.started_on:
        raise DirectoryError(_("退出日期不能早于开始日期。"))
    with transaction.atomic():
        standing = type(person).objects.filter(pk=person.pk, ended_on=None)
        if not standing.update(ended_on=on, end_reason=reason.strip()[:200]):
            raise DirectoryError(_("%(name)s已经办理过退出。") % {"name": person})
        person.refresh_from_db()
        announce_person(person)
        note(actor, "left_register", person, on=on.isoformat(), reason=person.end_reason)


def announce_person(person: Registered) -> None:
    """Experts and informants stand on no public page."""
    if isinstance(person, Mediator):
        announce(person.tenant, mediators=[person.pk])
    elif isinstance(person, Lawyer):
        announce(person.tenant, lawyers=[person.pk])
