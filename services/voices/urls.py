from django.urls import path

from services.voices import views

app_name = "voices"

urlpatterns = [
    path("voice/", views.find, name="find"),
    path("voice/<str:voice_token>/", views.say, name="say"),
    path("voice/<str:voice_token>/thanks/", views.thanks, name="thanks"),
]
