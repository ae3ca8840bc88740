from django.urls import path

from services.booking.public import mine

app_name = "booking"

urlpatterns = [
    path("book/mine/", mine.mine, name="mine"),
]
