from django.urls import path

from services.notices import inbox

app_name = "inbox"

urlpatterns = [
    path("my/notices/", inbox.inbox, name="list"),
    path("my/notices/read/", inbox.read_all, name="read_all"),
    path("my/notices/<int:pk>/open/", inbox.open_own, name="open"),
]
