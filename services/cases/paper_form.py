"""The form in which a paper is written: every place of it, with what the case already says."""

from collections.abc import Mapping
from typing import Any

from services.cases.models import CasePaper
from services.cases.paper_context import known_words
from services.cases.queries.procedures import declared
from services.documents.blanks import Blank, blanks
from services.forms.load import assemble
from services.forms.spec import Form
from services.procedures.library import vocabulary
from services.procedures.spec import Procedure

LONGEST = {True: 5000, False: 200}


def paper_form(wanted: CasePaper) -> Form:
    """Nothing is required: what stays empty is written by hand on the print."""
    procedure = declared(wanted.case.version)
    return assemble(
        wanted.code,
        wanted.name,
        {
            blank.key: {
                "label": _label(blank, procedure),
                "type": "long_text" if blank.long else "text",
                "longest": LONGEST[blank.long],
            }
            for blank in blanks(wanted.code)
        },
    )


def known(wanted: CasePaper) -> Mapping[str, str]:
    return known_words(wanted.case, declared(wanted.case.version), wanted.code)


def _label(blank: Blank, procedure: Procedure) -> str:
    if blank.label:
        return blank.label
    if blank.code in procedure.fields:
        return procedure.fields[blank.code].label
    entry: Any = vocabulary().find("fields", blank.code)
    return entry["label"] if entry else blank.code
