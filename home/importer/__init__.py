"""Reads official documents (.txt, .docx, .pdf, .html) and says what is in them. Pure: no Django, no database.

`recognise(read(path))` never raises: what cannot be taken in is refused, what is doubtful noted.
"""

from home.importer.crosscheck import cross_check
from home.importer.ledger import lines_by_role, unaccounted
from home.importer.readers import SUFFIXES, read
from home.importer.recognise import recognise

__all__ = ["SUFFIXES", "cross_check", "lines_by_role", "read", "recognise", "unaccounted"]
