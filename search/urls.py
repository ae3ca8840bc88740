from django.urls import path

from search import views

app_name = "search"

urlpatterns = [
    path("search/", views.page, name="page"),
    path("api/v1/search/", views.api, name="api"),
]
