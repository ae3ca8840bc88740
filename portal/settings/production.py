"""Production: nothing but hardening; it refuses to start without its secrets."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, env, env_bool


def required(name: str) -> str:
    value = env(name)
    if len(value) < 32:
        raise ImproperlyConfigured(f"{name} must be set to at least 32 random characters in production.")
    return value


DEBUG = False
DEMO = False
SERVE_MEDIA = False
SECRET_KEY = required("SECRET_KEY")
FIELD_KEYS = required("FIELD_KEYS")
if not env("BASE_HOST"):
    raise ImproperlyConfigured("BASE_HOST must name the umbrella site's host in production.")
if not env("DATABASE_URL"):
    raise ImproperlyConfigured("DATABASE_URL must be set in production.")

PUBLIC_SCHEME = env("PUBLIC_SCHEME", "https")
PUBLIC_PORT = int(env("PUBLIC_PORT", "443" if PUBLIC_SCHEME == "https" else "80"))
WAGTAILADMIN_BASE_URL = f"{PUBLIC_SCHEME}://{env('BASE_HOST')}"
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = int(env("HSTS_SECONDS", str(365 * 24 * 3600)))
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
STORAGES["staticfiles"] = {"BACKEND": "portal.static_files.HashedStaticFiles"}
