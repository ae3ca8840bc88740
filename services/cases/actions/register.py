"""Reception writes down what somebody says at the counter, on the phone, or in a letter: it becomes a case."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.apply import Application, opening
from services.cases.actions.open_case import Opened, open_case
from services.cases.actions.take_step import file_uploads
from services.cases.actors import Doer
from services.cases.errors import NotAllowed
from services.cases.rules import REGISTERS
from services.forms.spec import Form
from services.inputs.models import KeptFile
from tenants.scope import current_tenant


@transaction.atomic
def register(
    procedure: str,
    form: Form,
    values: Mapping[str, Any],
    *,
    files: Mapping[str, KeptFile],
    channel: str,
    doer: Doer,
) -> Opened:
    """`values` are checked by `form`; `files` by the keys that stand in them. Raises NotAllowed, NotAccepted."""
    tenant = current_tenant()
    if tenant is None or doer.user is None or not doer.tenant_roles & REGISTERS:
        raise NotAllowed(_("您的角色不登记案件。"))
    wanted = opening(Application(procedure, form, values), tenant, None)
    opened = open_case(replace(wanted, channel=channel), doer=doer)
    for code, value in values.items():
        file_uploads(opened.case, code, value, files, doer=doer)
    return opened
