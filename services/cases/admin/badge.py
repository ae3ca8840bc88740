"""How many cases wait for a person, beside the word in the menu."""

from django.http import HttpRequest
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail_modeladmin.menus import ModelAdminMenuItem

from services.cases.admin.access import VIEW
from services.cases.queries.worklist import MOST_COUNTED, counted, in_tab


def waiting(request: HttpRequest) -> str:
    """Asked once a request; blank for nobody and nothing."""
    if not hasattr(request, "cases_waiting"):
        many = counted(in_tab("mine", request.user, request.roles)) if request.user.has_perm(VIEW) else 0
        request.cases_waiting = f"{MOST_COUNTED}+" if many > MOST_COUNTED else str(many or "")
    return request.cases_waiting


class CasesMenuItem(ModelAdminMenuItem):
    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Wagtail keeps menu items for the life of the process; the figure is the person's."""
        many = waiting(request)
        label = f"{self.label}（{many}）" if many else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)
