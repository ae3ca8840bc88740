"""Tests: fast hashing, mail and files kept in memory or temporary folders."""

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import BASE_DIR, CACHES, DATABASES, REDIS_URL

DEBUG = False
SECRET_KEY = "tests-only"  # noqa: S105
FIELD_KEYS = "tests-only-field-key"
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAR_DIR = Path(tempfile.mkdtemp(prefix="fengqiao-tests-"))
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
SEARCH_INDEX_DIR = VAR_DIR / "search"
if not REDIS_URL:
    CACHES["shared"]["LOCATION"] = VAR_DIR / "shared"
WHITENOISE_USE_FINDERS = True
# Otherwise every test client would list all static files before its first request.
WHITENOISE_AUTOREFRESH = True
PUBLIC_PORT = 80
# A media server that this machine happens to have is meant only by the tests that ask for it.
LIVEKIT_URL = LIVEKIT_API_KEY = LIVEKIT_API_SECRET = TURN_SECRET = ""
TURN_URL: list[str] = []
STUN_URL: list[str] = []
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = str(BASE_DIR / "var" / "tests.sqlite3")
