from django.urls import URLPattern

app_name = "legal_aid"

urlpatterns: list[URLPattern] = []
