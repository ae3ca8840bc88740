from django.urls import path

from services.notices.consumers import InboxConsumer

websocket_urlpatterns = [path("ws/notices/", InboxConsumer.as_asgi())]
