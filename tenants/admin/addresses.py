"""What the ids in an address of the admin stand for: which table, under which name, in which view.

A name that stands in no table here is not understood, and what is not understood is refused.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.db.models import Model
from django.urls import ResolverMatch
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)

from tenants.models import User

Image, Document = get_image_model(), get_document_model()

Named = Iterator[tuple[type[Model], object]]


class NotUnderstoodError(Exception):
    """An address names something that no table of this module knows."""


# Parts of an address that name no row: kinds of things, actions, sizes, secrets that are checked elsewhere.
WORDS = {
    "action", "action_name", "app_label", "app_name", "content_type_app_name", "content_type_model_name",
    "filter_spec", "model_name", "results_only", "token", "uidb64",
    "procedure", "section", "entry",  # codes of a declaration; whose it is stands beside them or in the scope
    "register",  # the code of one; its rows are the scope's
    "session_id",  # Wagtail looks editing sessions up by their user
}  # fmt: skip

# Parts that mean the same in every view.
PARTS: dict[str, type[Model]] = {
    "page_id": Page,
    "page_pk": Page,
    "parent_page_id": Page,
    "page_to_move_id": Page,
    "destination_id": Page,
    "revision_id": Revision,
    "revision_id_a": Revision,
    "revision_id_b": Revision,
    "image_id": Image,
    "document_id": Document,
    "doc_id": Document,
    "uploaded_file_id": UploadedFile,
    "collection_id": Collection,
    "redirect_id": Redirect,
    "workflow_pk": Workflow,
    "workflow_state_id": WorkflowState,
    "task_id": Task,
    "task_state_id": TaskState,
    "page_view_restriction_id": PageViewRestriction,
    "restriction_id": CollectionViewRestriction,
}

# `pk` means a row of the table that the namespace (or the one view) is about. TenantModelAdmin adds its own views.
KEYS: dict[str, type[Model]] = {
    "wagtailadmin_pages": Page,
    "wagtailadmin_collections": Collection,
    "wagtailadmin_workflows:edit_task": Task,
    "wagtailadmin_workflows:enable_task": Task,
    "wagtailadmin_workflows:disable_task": Task,
    "wagtailadmin_workflows": Workflow,
    "wagtailsettings": Site,
    "wagtailsites": Site,
    "wagtailusers_users": User,
    "wagtailusers_groups": Group,
    "wagtailimages_chooser": Image,
    "wagtaildocs_chooser": Document,
    "wagtailadmin_api:pages": Page,
    "wagtailadmin_api:images": Image,
    "wagtailadmin_api:documents": Document,
}

# Query and form parameters that name rows, whatever the view.
PARAMETERS: dict[str, type[Model]] = {
    "ancestor_of": Page,
    "child_of": Page,
    "childOf": Page,
    "chooser": Page,
    "collection": Collection,
    "collection_id": Collection,
    "descendant_of": Page,
    "destination": Page,
    "destination_page_id": Page,
    "new_parent_page": Page,
    "parent_page": Page,
    "parent_page_id": Page,
    "redirect_page": Page,
    "site": Site,
    "target_pages[]": Page,
    "task": Task,
    "translation_of": Page,
    "workflow": Workflow,
}

# What `id` means in the query of a view; in a bulk action it is a row of the table the path names.
IDS: dict[str, type[Model]] = {
    "wagtailadmin_choose_page_chosen_multiple": Page,
    "wagtailimages_chooser:chosen_multiple": Image,
    "wagtaildocs_chooser:chosen_multiple": Document,
}

# Values of a parameter that stand for no single row.
_NO_ROW = re.compile(r"^(|all|root|live|latest|earliest|null)$")


def _table_of_key(match: ResolverMatch) -> type[Model]:
    for name in (match.view_name, match.namespace):
        if name in KEYS:
            return KEYS[name]
    raise NotUnderstoodError(f"pk in {match.view_name}")


def _model(kwargs: dict[str, Any]) -> type[Model]:
    try:
        return apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError as error:
        raise NotUnderstoodError(str(error)) from error


def rows_in_path(match: ResolverMatch, kwargs: dict[str, Any]) -> Named:
    for name, value in kwargs.items():
        if name in WORDS or value is None or _NO_ROW.match(str(value)):
            continue
        if name in PARTS:
            yield PARTS[name], value
        elif name in ("pk", "instance_pk"):
            yield _table_of_key(match), unquote(str(value))
        elif name == "object_id" and "model_name" in kwargs:
            yield _model(kwargs), unquote(str(value))
        else:
            raise NotUnderstoodError(f"{name} in {match.view_name}")


def _table_of_ids(match: ResolverMatch) -> type[Model] | None:
    if match.view_name == "wagtail_bulk_action":
        return _model(match.kwargs)
    return IDS.get(match.view_name)


def rows_in_parameters(match: ResolverMatch, parameters: Iterator[tuple[str, list[str]]]) -> Named:
    """Only plain numbers are ids; a word is left to the view, whose own form refuses it."""
    for name, values in parameters:
        table = _table_of_ids(match) if name == "id" else PARAMETERS.get(name)
        if table is not None:
            yield from ((table, value) for value in values if value.isdigit())
