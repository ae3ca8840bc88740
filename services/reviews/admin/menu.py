from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from services.reviews.admin.readings import DeclineView, PaperView, ReadingsView, ReadView
from services.reviews.admin.results import PageView as ResultPageView
from services.reviews.admin.results import ResultsView
from services.reviews.admin.rounds import AnnounceView, DeedView, PageView, RoundsView
from services.reviews.admin.setup import ReviewersView, SettingsView
from services.reviews.models import Reading, Round, Sampled
from tenants.admin.addresses import KEYS
from tenants.modeladmin import ReadOnlyPermissionHelper, TenantModelAdmin

KEYS.update(
    {
        "reviews_round": Round,
        "reviews_deed": Round,
        "reviews_reading": Reading,
        "reviews_reading_paper": Reading,
        "reviews_decline": Reading,
        "reviews_result": Sampled,
    }
)


class RoundAdmin(TenantModelAdmin):
    """Rounds are read here; only actions write them."""

    model = Round
    permission_helper_class = ReadOnlyPermissionHelper
    menu_label = _("案卷评查")
    menu_icon = "doc-full-inverse"
    menu_order = 340
    base_url_path = "reviews"

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        one = "reviews/readings/<int:pk>/"
        return (
            path("reviews/", RoundsView.as_view(), name="reviews_modeladmin_index"),
            path("reviews/announce/", AnnounceView.as_view(), name="reviews_announce"),
            path("reviews/readings/", ReadingsView.as_view(), name="reviews_readings"),
            path(one, ReadView.as_view(), name="reviews_reading"),
            path(f"{one}papers/<int:paper_id>/", PaperView.as_view(), name="reviews_reading_paper"),
            path(f"{one}decline/", DeclineView.as_view(), name="reviews_decline"),
            path("reviews/results/", ResultsView.as_view(), name="reviews_results"),
            path("reviews/results/<int:pk>/", ResultPageView.as_view(), name="reviews_result"),
            path("reviews/reviewers/", ReviewersView.as_view(), name="reviews_reviewers"),
            path("reviews/settings/", SettingsView.as_view(), name="reviews_settings"),
            path("reviews/<int:pk>/", PageView.as_view(), name="reviews_round"),
            path("reviews/<int:pk>/<slug:deed>/", DeedView.as_view(), name="reviews_deed"),
        )
