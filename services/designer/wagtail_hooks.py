from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from services.cases.models import ProcedureVersion
from services.designer import rules
from services.designer.models import Draft
from services.designer.views import application, draft, lifecycle, part, register, repeals
from services.designer.views.access import held
from tenants.admin.addresses import KEYS

_OF_A_DRAFT = (
    path("", draft.show, name="designer_draft"),
    path("history/", draft.history, name="designer_draft_history"),
    path("form/", application.edit, name="designer_draft_form"),
    path("trial/", draft.try_out, name="designer_draft_trial"),
    path("decide/", lifecycle.decide, name="designer_draft_decide"),
    path("arrange/", part.arrange, name="designer_draft_arrange"),
    path("add/<slug:section>/", part.add, name="designer_add"),
    path("<slug:section>/<str:entry>/", part.edit, name="designer_part"),
)
KEYS.update({one.name: Draft for one in _OF_A_DRAFT}, designer_version=ProcedureVersion)


@hooks.register("register_admin_urls")
def register_designer_urls() -> list:
    of_a_draft = [
        path(f"designer/drafts/<int:pk>/{one.pattern}", one.callback, name=one.name) for one in _OF_A_DRAFT
    ]
    return [
        path("designer/", register.show_all, name="designer_list"),
        path("designer/repealed/", repeals.show, name="designer_repealed"),
        path("designer/procedures/<str:procedure>/", register.show_one, name="designer_procedure"),
        path("designer/procedures/<str:procedure>/copy/", register.copy, name="designer_copy"),
        path("designer/procedures/<str:procedure>/back/", register.back, name="designer_back"),
        path("designer/versions/<int:pk>/", register.show_version, name="designer_version"),
        *of_a_draft,
    ]


class DesignerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rules.may_read(held(request))


@hooks.register("register_admin_menu_item")
def register_designer_menu_item() -> MenuItem:
    return DesignerMenuItem(
        _("程序设计"), reverse_lazy("designer_list"), name="designer", icon_name="form", order=320
    )
