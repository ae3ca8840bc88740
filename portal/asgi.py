"""The door: HTTP goes to Django, web sockets to the services' consumers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
http = get_asgi_application()

# Consumers import models, which need the application above to be set up.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

application = ProtocolTypeRouter({"http": http, "websocket": URLRouter([])})
