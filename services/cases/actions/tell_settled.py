"""That an agreement is signed, and what comes now: one message to each party, however many steps it took."""

from django.utils.dateparse import parse_date

from services.cases import notice_kinds
from services.cases.actions.tell import tell_parties
from services.cases.models import Case, FollowUpOffer
from services.cases.wording import on_record
from services.documents.dates import plain
from services.documents.models import Paper


def tell_settled(case: Case, paper: Paper, *, effective: bool) -> None:
    """Once per paper. `effective`: the step that waited for the signatures has been taken."""
    coming = _coming(case) if effective else on_record("工作人员接着办理，办好了再告诉您。")
    words = {"number": case.number, "next": coming}
    tell_parties(notice_kinds.SETTLED, case, words, once=f"settled:{paper.pk}")


def _coming(case: Case) -> str:
    due = parse_date(str(case.data.get("performance_due") or ""))
    said = [on_record("协议已经生效。")]
    if due is not None:
        said.append(on_record("请双方按约定在%(day)s以前履行。") % {"day": plain(due)})
    offers = FollowUpOffer.objects.filter(case=case).select_related("opened__version")
    begun = [offer.opened.version.name for offer in offers if offer.opened_id]
    if begun:
        said.append(on_record("我们接着做“%(what)s”，不用您申请。") % {"what": "、".join(begun)})
    if len(begun) < len(offers):
        said.append(on_record("还可以申请哪些手续（例如司法确认），请看您的事项。"))
    return "".join(said)
