import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.browser.inputs.settings"

from portal.asgi import application  # noqa: E402, F401  # isort: skip
