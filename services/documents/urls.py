from django.urls import path

from services.documents import views

app_name = "papers"

urlpatterns = [
    path("verify/", views.index, name="verify_index"),
    path("verify/<str:code>/", views.verify, name="verify"),
    path("api/v1/verify/<str:code>/", views.api, name="verify_api"),
]
