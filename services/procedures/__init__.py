"""Declared procedures and their interpreter, in plain Python: read, check, step, count days, draw.

The format stands in docs/procedures.md, the shipped declarations in library/.
"""
