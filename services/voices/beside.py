"""On the page of a case: whether those it was for have spoken, and the ways to ask them."""

from collections.abc import Iterator

from services.cases import beside
from services.cases.actors import Doer
from services.cases.models import Case
from services.cases.notice_kinds import about
from services.cases.queries.procedures import declared
from services.voices import queries
from services.voices.rules import READS, WORKS, is_asked


@beside.register
def voices(case: Case, doer: Doer) -> Iterator[beside.Section]:
    """Not for those it is about: a lawyer learns sums, never one person's word."""
    if doer.seated or not doer.tenant_roles & (READS | WORKS):
        return
    surveys = queries.about(about(case))
    if surveys or is_asked(declared(case.version), case):
        context = {
            "surveys": surveys,
            "about": about(case),
            "works": bool(doer.tenant_roles & WORKS),
            "reads": bool(doer.tenant_roles & READS),
        }
        yield beside.Section("voices/admin/beside.html", context)
