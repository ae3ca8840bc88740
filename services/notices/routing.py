from django.urls import path

from services.notices.consumers import InboxConsumer
from tenants.sockets import SignedIn

websocket_urlpatterns = [path("ws/notices/", SignedIn(InboxConsumer.as_asgi()))]
