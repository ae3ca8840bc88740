from django.urls import path

from services.documents import views

app_name = "papers"

urlpatterns = [
    path("verify/<str:code>/", views.verify, name="verify"),
]
