"""What a person wrote into the application, as the first event of the case has it."""

from services.cases.application import application_form
from services.cases.models import Case, CaseEvent
from services.cases.queries.filled import Line, shown


def told(case: Case, *, sensitive: bool = True) -> list[Line]:
    """Without what the office added later; sensitive values are said to be there, or left out."""
    first = CaseEvent.objects.filter(case=case, position=1).first()
    values = (first.data or {}).get("filled", {}) if first else {}
    try:
        _procedure, form = application_form(case.tenant, case.procedure_code)
    except KeyError:  # the county gave the procedure up
        return []
    return [
        Line(field.label, shown(field, values[field.code]))
        for field in form.fields
        if values.get(field.code) and (sensitive or not field.sensitive)
    ]
