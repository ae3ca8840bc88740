"""How many cases wait for a person, beside the word in the menu."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail_modeladmin.menus import ModelAdminMenuItem

from services.cases.models import Case
from services.cases.queries.worklist import MOST_COUNTED, counted, in_tab

MINE = "waiting_for_me"


def mine(request: HttpRequest) -> dict[str, QuerySet[Case]]:
    """For a page that counts anyway: one more list to count, to be told with `tell`."""
    return {MINE: in_tab("mine", request.user, request.roles)}


def tell(request: HttpRequest, counts: Mapping[str, int]) -> None:
    request.cases_waiting = counts[MINE]


def waiting(request: HttpRequest) -> str:
    """Asked once a request; blank where nothing waits."""
    if not hasattr(request, "cases_waiting"):
        tell(request, counted(mine(request), request.tenant))
    return said(request.cases_waiting) if request.cases_waiting else ""


def said(many: int) -> str:
    return f"{MOST_COUNTED}+" if many > MOST_COUNTED else str(many)


class CasesMenuItem(ModelAdminMenuItem):
    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Wagtail keeps menu items for the life of the process; the figure is the person's."""
        many = waiting(request)
        label = f"{self.label}（{many}）" if many else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)
