"""Loads the plugins of the suite; fixtures stand in tests/conftest.py."""

pytest_plugins = ["tests.database", "tests.skips"]
