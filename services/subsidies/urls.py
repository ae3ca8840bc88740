from django.urls import path

from services.subsidies import views

app_name = "subsidies"

urlpatterns = [path("rankings/subsidies/", views.totals, name="totals")]
