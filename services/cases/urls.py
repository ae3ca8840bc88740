"""What citizens open. Two doors lead to the same pages of a case: with its code, and with an account."""

from django.urls import path

from services.cases.public import api, case_acts, case_page, my, receipt, room, signing, track
from services.cases.public.door import MY, TRACK

app_name = "citizen"

_CASE = (
    ("", case_page.show, "case"),
    ("step/<slug:code>/", case_acts.step, "step"),
    ("evidence/", case_acts.bring, "bring"),
    ("say/", case_acts.say, "say"),
    ("complain/", case_acts.complain, "complain"),
    ("next/<int:offer>/", case_acts.follow_up, "follow_up"),
    ("files/<int:evidence>/", case_acts.file, "file"),
    ("papers/<int:row>/", case_acts.paper, "paper"),
    ("papers/<int:row>/sign/<slug:seat>/", signing.sign, "sign"),
    ("rooms/<int:room>/", room.enter, "room"),
)

urlpatterns = [
    path("track/", track.track, name="track"),
    path("track/<int:pk>/keep/", my.keep, name="keep"),
    path("receipts/<str:token>/", receipt.receipt, name="receipt"),
    path("my/", my.my, name="my"),
    path("my/take/<int:pk>/", my.take, name="take"),
    path("api/v1/procedures/", api.procedures, name="api_procedures"),
    path("api/v1/cases/<str:number>/", api.case, name="api_case"),
    *(
        path(f"{door}/<int:pk>/{rest}", view, {"door": door}, name=f"{door}_{name}")
        for door in (TRACK, MY)
        for rest, view, name in _CASE
    ),
]
