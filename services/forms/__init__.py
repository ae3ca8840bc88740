"""Declared forms in plain Python: typed fields, groups, conditions; read strictly, validated, described.

The format of a field stands in docs/procedures.md, section "Fields".
"""
