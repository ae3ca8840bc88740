"""Drafts as data, and who had a hand in them."""

import json
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from services.cases.application import GENERAL, MATTER, form_code, matters
from services.cases.models import Enactment
from services.cases.queries.procedures import enactments
from services.declarations.table import MalformedDeclaration
from services.designer.compare import Change, changes, form_changes
from services.designer.models import Draft, DraftSave
from services.forms import library
from services.procedures import load
from services.procedures.spec import Procedure


def data_of(text: str) -> Mapping[str, Any]:
    """Nothing where the text is no table: the checks then say what is missing."""
    found = json.loads(text)
    return found if isinstance(found, dict) else {}


def at_work() -> QuerySet[Draft]:
    open_ = (Draft.Status.DRAFT, Draft.Status.SUBMITTED, Draft.Status.APPROVED, Draft.Status.RETURNED)
    return Draft.objects.filter(status__in=open_).select_related("author").defer("text", "form")


def hands(draft: Draft) -> frozenset[int]:
    """Whoever began, saved or submitted it."""
    savers = DraftSave.objects.filter(draft=draft).order_by().values_list("by", flat=True).distinct()
    return frozenset(pk for pk in (*savers, draft.author_id, draft.submitter_id) if pk)


def base(draft: Draft) -> Procedure:
    """What the draft began as."""
    return load.restored(DraftSave.objects.get(draft=draft, position=1).text)


def differences(draft: Draft, procedure: Procedure) -> tuple[Change, ...]:
    """What the draft changes in what it began as, its application form included."""
    first = DraftSave.objects.get(draft=draft, position=1)
    told = changes(load.restored(first.text), procedure)
    if first.form == draft.form:
        return told
    if not draft.form:
        return (*told, Change("form", "", _("不再用本县的申请表，用随产品提供的")))
    head = () if first.form else (Change("form", "", _("改用本县的申请表")),)
    before = data_of(first.form) if first.form else shipped_form(procedure)
    return (*told, *head, *form_changes(before, data_of(draft.form)))


def shipped_form(procedure: Procedure) -> Mapping[str, Any]:
    """The shipped application form as people see it, with the words of the procedure in it."""
    known = {code: one.declared for code, one in procedure.fields.items()}
    options = {MATTER: dict(matters(procedure.code))}
    try:
        return library.application(form_code(procedure), known=known, options=options).source
    except (
        MalformedDeclaration
    ):  # nobody applies for this procedure; its family's form asks what it does not know
        return library.application(GENERAL, known=known, options=options).source


def saves(draft: Draft) -> QuerySet[DraftSave]:
    return DraftSave.objects.filter(draft=draft).select_related("by").defer("text", "form")


def overtaken(draft: Draft) -> bool:
    """Whether another version was put in force, or one came back, since the draft began."""
    since = Enactment.objects.filter(code=draft.code, made_at__gt=draft.begun_at)
    return since.exclude(version=draft.version_id).exists() if draft.version_id else since.exists()


def form_in_force(code: str) -> str:
    """The county's own application form of a procedure; empty where it has none."""
    enacted = enactments().get(code)
    return enacted.version.form if enacted is not None and enacted.version is not None else ""
