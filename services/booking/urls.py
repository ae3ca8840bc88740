"""Booking as citizens open it, and what programs read. A service cannot be called `mine` or `duty`."""

from django.urls import path

from services.booking.public import api, calendars, fill, index, mine, move, pick, rosters, wait

app_name = "booking"

urlpatterns = [
    path("book/", index.index, name="index"),
    path("book/mine/", mine.mine, name="mine"),
    path("book/mine/<int:pk>/", mine.show, name="appointment"),
    path("book/mine/<int:pk>/booked/", fill.done, name="done"),
    path("book/mine/<int:pk>/move/", move.move, name="move"),
    path("book/mine/<int:pk>/cancel/", mine.call_off, name="cancel"),
    path("book/mine/<int:pk>/video/", mine.video_room, name="video"),
    path("book/mine/<int:pk>.ics", calendars.own, name="ics"),
    path("book/feed/<str:secret>.ics", calendars.feed, name="feed"),
    path("book/held/release/", fill.give_up, name="release"),
    path("book/held/<str:held>/", fill.fill, name="fill"),
    path("book/offer/<str:waiting>/", wait.offer, name="offer"),
    path("book/duty/", rosters.week, name="duty"),
    path("book/duty/<int:pk>/", rosters.roster, name="duty_roster"),
    path("book/<slug:service>/", pick.pick, name="pick"),
    path("book/<slug:service>/hold/", pick.hold_time, name="hold"),
    path("book/<slug:service>/wait/", wait.wait, name="wait"),
    path("api/v1/booking/", api.book_by_program, name="api_book"),
    path("api/v1/booking/services/", api.services, name="api_services"),
    path("api/v1/booking/free/", api.free_times, name="api_free"),
]
