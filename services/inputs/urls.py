from django.urls import path

from services.inputs import views

app_name = "inputs"
urlpatterns = [path("drafts/", views.save, name="save_draft")]
