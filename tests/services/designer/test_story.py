"""A county shortens a limit: from the copy to the day on which new cases follow it, and back again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.cases.actions.open_case import Opening, open_case
from services.cases.actors import member
from services.cases.models import Enactment, ProcedureVersion
from services.cases.queries.procedures import all_in_force, in_force
from services.designer import parts
from services.designer.actions.copy_entry import copy_entry
from services.designer.actions.decide_draft import approve_draft, return_draft
from services.designer.actions.drop_draft import drop_draft
from services.designer.actions.enact_draft import enact_draft
from services.designer.actions.go_back import go_back
from services.designer.actions.restore_save import restore_save
from services.designer.actions.save_draft import save_draft
from services.designer.actions.submit_draft import submit_draft, withdraw_draft
from services.designer.compare import changes
from services.designer.errors import Faulty, NotAllowed, NotNow, Overtaken
from services.designer.models import Draft, DraftSave
from services.designer.queries import drafts, faults, overview
from services.procedures.library import shipped
from tenants.models import JournalEntry
from tenants.scope import in_tenant

TODAY = timezone.localdate
DAY = timedelta(days=1)


def shorter(draft: Draft, days: int = 2) -> dict:
    data = drafts.data_of(draft.text)
    number = data["clocks"]["accept"]["number"]
    return parts.put(data, "numbers", number, {**data["numbers"][number], "amount": days})


def approved(draft, admin, colleague):
    save_draft(draft, shorter(draft), actor=admin, what="受理期限", revision=draft.revision)
    submit_draft(draft, actor=admin, reason="县里要求更快")
    return approve_draft(draft, actor=colleague, words="同意")


def test_a_copy_is_sound_and_the_same(draft, county_a):
    judged = faults.judged(draft, county_a)
    assert judged.findings == ()
    assert changes(drafts.base(draft), judged.procedure) == ()
    assert [save.position for save in drafts.saves(draft)] == [1]


@pytest.mark.parametrize("code", shipped())
def test_every_entry_of_the_library_can_be_copied_without_a_fault(code, admin, county_a):
    assert faults.judged(copy_entry(code, actor=admin), county_a).findings == ()


def test_a_shorter_limit_is_told_in_words(draft, admin, county_a):
    save_draft(draft, shorter(draft), actor=admin, what="受理期限", revision=1)
    told = changes(drafts.base(draft), faults.judged(draft, county_a).procedure)
    assert [one.sentence for one in told] == ["期限“受理期限”由3日改为2日"]


def test_a_draft_with_faults_is_kept_and_not_submitted(draft, admin, county_a):
    broken = parts.remove(drafts.data_of(draft.text), "states", "accepted")
    save_draft(draft, broken, actor=admin, what="删去状态", revision=1)
    found = faults.judged(draft, county_a)
    assert ("transitions", "accept") in {(one.section, one.entry) for one in found.findings}
    with pytest.raises(Faulty):
        submit_draft(draft, actor=admin, reason="试试")
    restore_save(draft, 1, actor=admin, revision=2)
    assert faults.judged(draft, county_a).findings == ()
    assert draft.revision == 3


def test_nothing_changed_is_nothing_to_submit(draft, admin):
    with pytest.raises(Faulty):
        submit_draft(draft, actor=admin, reason="什么都没改")


def test_two_who_save_at_once(draft, admin, colleague):
    one, other = Draft.objects.get(pk=draft.pk), Draft.objects.get(pk=draft.pk)
    save_draft(one, shorter(one), actor=admin, what="甲", revision=1)
    with pytest.raises(Overtaken):
        save_draft(other, shorter(other, 1), actor=colleague, what="乙", revision=1)
    assert DraftSave.objects.filter(draft=draft).count() == 2


def test_nobody_approves_their_own_work(draft, admin, colleague, supervisor):
    save_draft(draft, shorter(draft), actor=admin, what="受理期限", revision=1)
    save_draft(draft, shorter(draft, 1), actor=colleague, what="再短一点", revision=2)
    submit_draft(draft, actor=admin, reason="更快")
    for hand in (admin, colleague):
        with pytest.raises(NotAllowed):
            approve_draft(draft, actor=hand)
    assert approve_draft(draft, actor=supervisor).status == Draft.Status.APPROVED


def test_a_returned_draft_is_worked_on_again(draft, admin, colleague):
    save_draft(draft, shorter(draft), actor=admin, what="受理期限", revision=1)
    submit_draft(draft, actor=admin, reason="更快")
    with pytest.raises(NotNow):
        save_draft(draft, shorter(draft, 1), actor=admin, what="等审批时", revision=2)
    return_draft(draft, actor=colleague, words="请写依据")
    save_draft(draft, shorter(draft, 1), actor=admin, what="退回后", revision=2)
    submit_draft(draft, actor=admin, reason="改好了")
    withdraw_draft(draft, actor=admin)
    assert drop_draft(draft, actor=admin).status == Draft.Status.DROPPED


def test_from_tomorrow_on(draft, admin, colleague, county_a):
    """Approved, in force from tomorrow; today's case keeps the shipped one, tomorrow's has the new; then back."""
    officer = member(admin, None, frozenset({"case_officer"}))
    approved(draft, admin, colleague)
    with pytest.raises(NotNow):
        enact_draft(draft, TODAY() - DAY, actor=admin)
    enact_draft(draft, TODAY() + DAY, actor=admin)
    case = open_case(Opening(procedure="PM_LAND"), doer=officer).case
    assert case.version.digest == overview.line(county_a, "PM_LAND").procedure.digest
    assert in_force(county_a, "PM_LAND").numbers["accept_limit"].amount == 3
    tomorrow = in_force(county_a, "PM_LAND", TODAY() + DAY)
    assert tomorrow.numbers["accept_limit"].amount == 2
    assert all_in_force(county_a, TODAY() + DAY)["PM_LAND"] == tomorrow
    version = ProcedureVersion.objects.get(origin="county")
    assert (draft.status, draft.version, version.digest) == (Draft.Status.ENACTED, version, tomorrow.digest)

    go_back("PM_LAND", None, TODAY() + DAY, actor=admin, reason="人手不够")
    assert in_force(county_a, "PM_LAND", TODAY() + DAY).numbers["accept_limit"].amount == 3
    go_back("PM_LAND", version, TODAY() + 2 * DAY, actor=admin, reason="人手够了")
    assert in_force(county_a, "PM_LAND", TODAY() + 2 * DAY) == tomorrow
    assert Enactment.objects.count() == 3
    go_back("PM_LAND", None, TODAY() + DAY, actor=admin, reason="都不要了", instead_of_scheduled=True)
    assert in_force(county_a, "PM_LAND", TODAY() + 9 * DAY).numbers["accept_limit"].amount == 3


def test_all_of_it_stands_in_the_journal(draft, admin, colleague):
    approved(draft, admin, colleague)
    enact_draft(draft, TODAY(), actor=admin)
    go_back("PM_LAND", None, TODAY(), actor=admin, reason="试行结束")
    verbs = JournalEntry.objects.exclude(verb="grant_role").order_by("pk").values_list("verb", flat=True)
    assert [*verbs][-5:] == [
        "draft_begun", "draft_submitted", "draft_approved", "procedure_enacted", "procedure_restored",
    ]  # fmt: skip


def test_going_back_needs_a_reason_and_somewhere_to_go(draft, admin, colleague):
    with pytest.raises(NotNow):
        go_back("PM_LAND", None, TODAY(), actor=admin, reason=" ")
    with pytest.raises(NotNow):
        go_back("OWN", None, TODAY(), actor=admin, reason="没有这个程序")
    with pytest.raises(NotNow):
        go_back("PM_LAND", None, TODAY() - DAY, actor=admin, reason="昨天")


def test_the_other_county_keeps_the_shipped_one(draft, admin, colleague, county_b):
    approved(draft, admin, colleague)
    enact_draft(draft, TODAY(), actor=admin)
    with in_tenant(county_b):
        assert in_force(county_b, "PM_LAND").numbers["accept_limit"].amount == 3
        assert Draft.objects.count() == 0


@pytest.mark.parametrize("role", ["supervisor", "editor", "case_officer", "mediator"])
def test_only_an_administrator_designs(role, draft, person, admin):
    other = person(f"jia-{role}")
    with pytest.raises(NotAllowed):
        copy_entry("PM_LAND", actor=other)
    with pytest.raises(NotAllowed):
        save_draft(draft, shorter(draft), actor=other, what="", revision=1)
    with pytest.raises(NotAllowed):
        submit_draft(draft, actor=other, reason="x")
    with pytest.raises(NotAllowed):
        enact_draft(draft, TODAY(), actor=other)
    with pytest.raises(NotAllowed):
        go_back("PM_LAND", None, TODAY(), actor=other, reason="x")


def test_an_administrator_of_the_other_county_designs_nothing_here(draft, person):
    other = person("yi-county_admin")
    with pytest.raises(NotAllowed):
        copy_entry("PM_LAND", actor=other)
    with pytest.raises(NotAllowed):
        approve_draft(draft, actor=other)
