from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import errors, health, views

handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed

# Wagtail's own sign-in forms know no second factor; every way in leads to allauth.
_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

# Pictures only: a document is handed out by its own address, which asks whose it is.
_pictures = path(
    "media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}, name="pictures"
)
_media = [_pictures] if settings.SERVE_MEDIA else []

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("display/", views.choose_display, name="display"),
    path("language/", views.choose_language, name="language"),
    path("admin/login/", _sign_in),
    path("_util/login/", _sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("tenants.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    *_media,
    path("", include("services.documents.urls")),
    path("", include("services.inputs.urls")),
    path("", include("services.booking.urls")),
    path("", include("services.mediation.urls")),
    path("", include("services.notices.urls")),
    path("", include("services.ranking.urls")),
    path("", include("services.subsidies.urls")),
    path("", include("services.legal_aid.urls")),
    path("", include("services.voices.urls")),
    path("", include("services.reviews.urls")),
    path("", include("services.anomalies.urls")),
    path("", include("services.complaints.urls")),
    path("", include("services.cases.urls")),
    path("", include("services.directory.urls")),
    path("", include("search.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]
