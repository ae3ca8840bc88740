"""Loads what has to see every fixture; the fixtures themselves stand in tests/conftest.py."""

pytest_plugins = ["tests.restore"]
