from django.urls import path

from services.ranking import addresses  # noqa: F401 (registers the converters that the patterns below name)
from services.ranking.public import api, download, edition, index, method, report

app_name = "ranking"

urlpatterns = [
    path("rankings/", index.boards, name="index"),
    path("rankings/method/", method.how, name="method"),
    path("rankings/report/<half_year:period>/", report.report, name="report"),
    path("rankings/<board:board>/<half_year:period>/", edition.edition, name="edition"),
    path("rankings/<board:board>/<half_year:period>/download/", download.download, name="download"),
    path("api/v1/rankings/", api.rankings, name="api"),
]
