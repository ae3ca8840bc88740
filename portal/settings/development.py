"""The demo and the developer's machine: SQLite, in process, no service."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STATIC_ROOT, env

DEBUG = env("DEBUG", "0") == "1"
SECRET_KEY = env("SECRET_KEY") or "demo-only-key-that-never-leaves-this-machine-0123456789"
FIELD_KEYS = env("FIELD_KEYS") or "demo-only-field-key-0123456789abcdef"
DEMO = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a folder that is not there
