"""Wagtail's admin made true to tenants: the gate decides who enters, the guard which rows an address may name."""
