"""The room as people open it. A room cannot be called `test`: codes have ten characters."""

from django.urls import path

from services.mediation.public import enter, files, paper, recording, room, test_page

app_name = "mediation"

urlpatterns = [
    path("mediation/test/", test_page.test, name="test"),
    path("mediation/<str:code>/", room.room, name="room"),
    path("mediation/<str:code>/enter/", enter.enter, name="enter"),
    path("mediation/<str:code>/paper.pdf", paper.whole, name="paper"),
    path("mediation/<str:code>/paper/<int:number>.png", paper.page, name="paper_page"),
    path("mediation/<str:code>/sign/", paper.sign, name="sign"),
    path("mediation/<str:code>/files/", files.share, name="files"),
    path("mediation/<str:code>/files/<int:pk>/", files.file, name="file"),
    path("mediation/<str:code>/files/<int:pk>/<int:number>.<str:form>", files.page, name="page"),
    path("mediation/<str:code>/recordings/<int:pk>/finished/", recording.finished, name="recording_finished"),
    path("mediation/<str:code>/recordings/<int:pk>/<int:number>/", recording.chunk, name="recording_chunk"),
]
