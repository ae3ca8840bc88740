from django.urls import path

from services.mediation.consumers import RoomConsumer
from services.mediation.echo import EchoConsumer

websocket_urlpatterns = [
    path("ws/mediation/test/", EchoConsumer.as_asgi()),
    path("ws/mediation/<str:room>/", RoomConsumer.as_asgi()),
]
