import pytest

from services.cases.models import Party
from services.notices.actions.queue import queue
from tests.services.cases.public.conftest import citizen

pytestmark = pytest.mark.django_db


def test_each_side_reads_what_was_sent_to_itself(applied, visitor, browse, inside_a):
    case, other = applied[0], citizen("+8613800000002", "被小乙")
    Party.objects.filter(case=case, side="respondent").update(invited_at=case.opened_at, user=other)
    respondent = browse(inside_a)
    respondent.force_login(other)
    queue("case_invited", to_user=other, values={"number": "乙方"}, about=f"case:{case.number}")

    def sent(client, door):
        page = client.get(f"/{door}/{case.pk}/").content.decode()
        return page.partition('<section id="sent"')[2].partition("</section>")[0]

    mine, theirs = sent(visitor, "track"), sent(respondent, "my")
    assert ("受理回执" in mine, "短信" in mine, "请您参加乙方" in mine) == (True, True, False)
    assert ("受理回执" in theirs, "请您参加乙方" in theirs, "未读" in theirs) == (False, True, True)
