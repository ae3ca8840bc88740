"""Addresses of the back office beside the lists and forms. Under each name `pk` is a row of one table."""

from django.db.models import Model
from django.urls import URLPattern, path

from services.directory.admin.badge import BadgeView
from services.directory.admin.filing import FilingView
from services.directory.admin.leaving import (
    EndMembershipView,
    LeaveExpertView,
    LeaveInformantView,
    LeaveLawyerView,
    LeaveMediatorView,
)
from services.directory.admin.overview import ShortfallsView, TreeView
from services.directory.admin.standing import StandingView
from services.directory.models import Expert, Informant, Lawyer, Mediator, Organisation, OrganisationMember
from tenants.admin.addresses import KEYS

# Named as wagtail-modeladmin names an action of a list, so that its helpers find them.
_OF_ROWS: tuple[tuple[type[Model], str, str, type], ...] = (
    (Organisation, "organisations", "standing", StandingView),
    (OrganisationMember, "organisation-members", "leave", EndMembershipView),
    (Mediator, "mediators", "leave", LeaveMediatorView),
    (Mediator, "mediators", "badge", BadgeView),
    (Lawyer, "lawyers", "leave", LeaveLawyerView),
    (Expert, "experts", "leave", LeaveExpertView),
    (Informant, "informants", "leave", LeaveInformantView),
)


def register_urls() -> list[URLPattern]:
    urls = [
        path("organisations/tree/", TreeView.as_view(), name="directory_tree"),
        path("organisations/shortfalls/", ShortfallsView.as_view(), name="directory_shortfalls"),
        path("mediators/filing/", FilingView.as_view(), name="directory_filing"),
    ]
    for model, register, action, view in _OF_ROWS:
        name = f"{register}_modeladmin_{action}"
        KEYS[name] = model
        urls.append(path(f"{register}/<int:pk>/{action}/", view.as_view(), name=name))
    return urls
