"""Who opens the pages about surveys: the office and the window. Nobody a page about themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from services.voices.models import Survey
from services.voices.queries import not_about
from services.voices.rules import READS
from tenants import roles
from tenants.modeladmin import Refusing

VIEW, WORK = "voices.view_survey", "voices.change_survey"


def may_read(request: HttpRequest) -> bool:
    """What was said, and in which words."""
    return bool(READS & request.roles)


def is_rated(request: HttpRequest) -> bool:
    return bool({roles.LAWYER, roles.MEDIATOR} & request.roles)


class _Allowed(View):
    permissions: tuple[str, ...] = (VIEW,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not any(map(request.user.has_perm, self.permissions)):
            raise PermissionDenied(_("您的角色不办理满意度测评。"))
        return super().dispatch(request, *args, **kwargs)


class StaffView(Refusing, _Allowed):
    """A page over many surveys, for who may read what was said."""


class _OfSurvey(_Allowed):
    survey: Survey

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        surveys = Survey.objects.select_related("tenant", "lawyer", "mediator", "organisation", "recorded_by")
        found = not_about(request.user, surveys).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.survey = found
        return super().dispatch(request, *args, **kwargs)


class SurveyView(Refusing, _OfSurvey):
    """A page about one survey: 404 for one of another county, and for one about the person who asks."""

    permissions = (VIEW, WORK)


class WorkView(SurveyView):
    permissions = (WORK,)
