"""Registers as tables: what columns they have, reading and checking a file, writing one. Nothing here saves a row."""
