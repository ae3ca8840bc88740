"""The box on the page of a case: who was chosen, from which list, and why."""

from collections.abc import Iterator

from services.cases.actors import Doer
from services.cases.beside import Section
from services.cases.models import Case
from services.cases.rules import READS_ALL
from services.legal_aid.models import Assignment


def assignments(case: Case, doer: Doer) -> Iterator[Section]:
    """For the centre and its supervisors: lawyers do not read about each other."""
    if not doer.tenant_roles & READS_ALL:
        return
    found = list(Assignment.objects.filter(case=case))
    if found:
        yield Section("legal_aid/admin/parts/section.html", {"assignments": found})
