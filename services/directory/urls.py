"""The public side of the directory. Experts and informants have no address here."""

from django.urls import path

from services.directory.public import api, badge, lists, office, profiles, start

app_name = "directory"

urlpatterns = [
    path("directory/", start.start, name="start"),
    path("directory/organisations/", lists.organisations, name="organisations"),
    path("directory/mediators/", lists.mediators, name="mediators"),
    path("directory/lawyers/", lists.lawyers, name="lawyers"),
    path("directory/organisations/<int:pk>/", profiles.organisation, name="organisation"),
    path("directory/mediators/<int:pk>/", profiles.mediator, name="mediator"),
    path("directory/lawyers/<int:pk>/", profiles.lawyer, name="lawyer"),
    path("directory/badge/<slug:badge>/", badge.check, name="badge"),
    path("directory/office/", office.townships, name="office"),
    path("directory/office/<int:place>/", office.place, name="place"),
    path("directory/office/<int:place>/villages/", office.villages, name="villages"),
    path("api/v1/directory/organisations/", api.organisations, name="api_organisations"),
    path("api/v1/directory/mediators/", api.mediators, name="api_mediators"),
    path("api/v1/directory/lawyers/", api.lawyers, name="api_lawyers"),
]
