from django.urls import path

from services.reviews import public

app_name = "reviews"

urlpatterns = [
    path("rankings/reviews/", public.index, name="index"),
    path("rankings/reviews/draw.py", public.program, name="program"),
    path("rankings/reviews/<int:pk>/", public.one_round, name="round"),
    path("rankings/reviews/<int:pk>/sample.json", public.sample, name="sample"),
]
