"""The door: HTTP goes to Django, web sockets to the services' consumers."""

import gc
import os
import warnings

from django.core.asgi import get_asgi_application

# Files are read synchronously; a county's style sheets are small, and nginx serves them in production.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
http = get_asgi_application()

# Consumers import models, which need the application above to be set up.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import WebsocketDenier  # noqa: E402
from django.urls import re_path  # noqa: E402

from services.mediation.routing import websocket_urlpatterns as rooms  # noqa: E402
from services.notices.routing import websocket_urlpatterns as notices  # noqa: E402
from tenants.sockets import TenantSockets  # noqa: E402

sockets = TenantSockets(URLRouter([*notices, *rooms, re_path("", WebsocketDenier.as_asgi())]))
application = ProtocolTypeRouter({"http": http, "websocket": sockets})

# What is loaded by now stays. The garbage collector, which stops everything while it works, need not walk through it
# each time, and comes round the sooner to what connections leave behind.
gc.collect()
gc.freeze()
