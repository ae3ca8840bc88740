from typing import Any

from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.users import UserViewSet

from tenants.admin.users import views
from tenants.admin.users.forms import KnownPersonForm, NewPersonForm


class TenantUserViewSet(UserViewSet):
    """Wagtail's place, name and addresses; our forms and views. Groups and superusers do not occur."""

    index_view_class = views.PeopleView
    add_view_class = views.NewPersonView
    edit_view_class = views.PersonView
    delete_view_class = views.DeactivateView
    filterset_class = views.PeopleFilterSet
    template_prefix = ""
    search_fields = views.PeopleView.search_fields
    _LEFT_OUT = frozenset({"history", "history_results", "usage"})

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        return KnownPersonForm if for_update else NewPersonForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"history_url_name": None, "usage_url_name": None, **kwargs})

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(**{"template_name": views.PersonView.template_name, **kwargs})

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_delete_view_kwargs(
            **{"template_name": views.DeactivateView.template_name, **kwargs}
        )

    @property
    def reset_view(self) -> Any:
        return views.ResetSecondFactorView.as_view(index_url_name=self.get_url_name("index"))

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in self._LEFT_OUT]
        return [*kept, path("reset-second-factor/<int:pk>/", self.reset_view, name="reset_second_factor")]


class _Closed:
    """Wagtail's bulk actions write groups and flags past the roles. The same names, registered later, close them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class NoAssigning(_Closed, AssignRoleBulkAction):
    pass


class NoDeleting(_Closed, DeleteBulkAction):
    pass


class NoActivating(_Closed, SetActiveStateBulkAction):
    pass


CLOSED_BULK_ACTIONS = (NoAssigning, NoDeleting, NoActivating)
