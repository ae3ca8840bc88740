from django.urls import path

from services.cases.lines import KINDS
from services.complaints.public.door import complain

app_name = "complaints"

urlpatterns = [
    path(f"directory/{kind}s/<int:pk>/complain/", complain, {"kind": kind}, name=kind) for kind in KINDS
]
