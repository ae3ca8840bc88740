"""The dashboard's panels ask by person, not by place: who works in two counties would see both."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from tenants.admin.ownership import cut, owns

Context = Mapping[str, Any]


class OwnLockedPagesPanel(LockedPagesPanel):
    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        context["locked_pages"] = cut(context["locked_pages"], context["request"].tenant)
        return context


class OwnRecentEditsPanel(RecentEditsPanel):
    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        tenant = context["request"].tenant
        context["last_edits"] = [(when, page) for when, page in context["last_edits"] if owns(tenant, page)]
        return context


class OwnSubmissionsPanel(UserObjectsInWorkflowModerationPanel):
    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        tenant = context["request"].tenant
        context["workflow_states"] = [state for state in context["workflow_states"] if owns(tenant, state)]
        return context


class OwnTasksPanel(WorkflowObjectsToModeratePanel):
    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        tenant = context["request"].tenant
        context["states"] = [state for state in context["states"] if owns(tenant, state["task_state"])]
        return context


_CUT = {
    LockedPagesPanel: OwnLockedPagesPanel,
    RecentEditsPanel: OwnRecentEditsPanel,
    UserObjectsInWorkflowModerationPanel: OwnSubmissionsPanel,
    WorkflowObjectsToModeratePanel: OwnTasksPanel,
}


def cut_panels(request: HttpRequest, panels: list) -> None:
    panels[:] = [_CUT[type(panel)]() if type(panel) in _CUT else panel for panel in panels]
