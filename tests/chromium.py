"""Where Chromium is: CHROMIUM_PATH, the system's own, or the one that Playwright keeps."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def executable() -> str | None:
    """The path of a browser that can be started, or None."""
    named = os.environ.get("CHROMIUM_PATH")
    found = [named, *(shutil.which(name) for name in NAMES), *MACOS]
    return next((path for path in found if path and Path(path).exists()), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    sys.exit(executable() is None)
