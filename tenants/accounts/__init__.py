"""Signing in: staff by name, password and second factor; citizens by phone and code."""
