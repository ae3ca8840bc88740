"""The demo's settings with two further addresses that only the bench knows."""

from portal.settings.development import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
