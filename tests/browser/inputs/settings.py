"""The demo's settings with two pages that show a form with a field of every type."""

from portal.settings.development import *  # noqa: F403

ROOT_URLCONF = "tests.browser.inputs.urls"
