"""Editions as Wagtail knows them: read here, written by actions alone."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from services.ranking.admin import board, formula, mine, page
from services.ranking.models import Edition, Objection
from tenants.admin.addresses import KEYS, PARTS, WORDS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

_OF_AN_EDITION = {
    "edition": ("", page.PageView),
    "preview": ("preview/", page.PreviewView),
    "do": ("do/", page.DoView),
    "answer": ("objections/<int:objection_id>/", page.AnswerView),
}
KEYS.update(
    dict.fromkeys(
        (*(f"ranking_{name}" for name in _OF_AN_EDITION), "ranking_mine_of", "ranking_object"), Edition
    )
)
PARTS["objection_id"] = Objection
WORDS.add("board")


class EditionAdmin(TenantModelAdmin):
    model = Edition
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("公益排名")
    menu_icon = "order"
    menu_order = 330
    base_url_path = "rankings"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        own = (
            path(f"rankings/<int:pk>/{end}", view.as_view(), name=f"ranking_{name}")
            for name, (end, view) in _OF_AN_EDITION.items()
        )
        return (
            path("rankings/", board.ListView.as_view(), name=self.url_helper.get_action_url_name("index")),
            path("rankings/count/", board.CountView.as_view(), name="ranking_count"),
            path("rankings/formula/<slug:board>/", formula.FormulaView.as_view(), name="ranking_formula"),
            path("rankings/mine/", mine.MineView.as_view(), name="ranking_mine"),
            path("rankings/mine/<int:pk>/", mine.MineView.as_view(), name="ranking_mine_of"),
            path("rankings/mine/<int:pk>/object/", mine.ObjectView.as_view(), name="ranking_object"),
            *own,
        )
