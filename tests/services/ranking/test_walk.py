"""From counting to publication: the window, the four eyes, and that nothing moves afterwards."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from services.calendar.half_years import read
from services.cases.models import Case
from services.notices.models import Notice
from services.ranking.actions import count as counting
from services.ranking.actions.answer import answer
from services.ranking.actions.count import count, count_again
from services.ranking.actions.object import object_to
from services.ranking.actions.open_objections import open_objections
from services.ranking.actions.publish import publish
from services.ranking.actions.withdraw import withdraw
from services.ranking.errors import NotAllowed, NotYet, RankingError
from services.ranking.models import Edition, Entry, HalfYearReport, Objection
from tenants.models import JournalEntry
from tests.services.ranking.editions import HELD, counted, figures, noon, publication

pytestmark = pytest.mark.django_db
HALF = read("2026H1")


@pytest.fixture
def opened(edition, person) -> Edition:
    """Until 2026-07-11."""
    return open_objections(edition, actor=person("jia-case_officer"), held=HELD, now=noon(HALF, 4))


@pytest.fixture
def entry(opened) -> Entry:
    return opened.entries.select_related("lawyer").get(name="甲律")


def test_people_are_told_where_they_stand(opened, person):
    notice = Notice.objects.get(kind="ranking_standing")
    assert (notice.to_user, notice.link) == (person("jia-lawyer"), "/admin/rankings/mine/")
    assert "2026-07-11" in notice.text


def test_before_and_after_the_window_nobody_objects(edition, own_line, person):
    line, lawyer = edition.entries.select_related("lawyer").get(name="甲律"), person("jia-lawyer")
    with pytest.raises(NotYet):
        object_to(line, "少算一件", actor=lawyer, now=noon(HALF, 3))
    open_objections(edition, actor=person("jia-case_officer"), held=HELD, now=noon(HALF, 4))
    with pytest.raises(NotYet):
        object_to(line, "少算一件", actor=lawyer, now=noon(HALF, 12))
    made = object_to(line, "少算一件", actor=lawyer, now=noon(HALF, 11))
    assert (made.code, made.text) == (line.code, "少算一件")


def test_nobody_objects_for_another_nor_twice_nor_without_words(entry, person):
    now, lawyer = noon(HALF, 5), person("jia-lawyer")
    other = entry.edition.entries.select_related("lawyer").get(name="丙律")
    with pytest.raises(NotAllowed):
        object_to(other, "他的多算了", actor=lawyer, now=now)
    with pytest.raises(RankingError, match="写明"):
        object_to(entry, "  ", actor=lawyer, now=now)
    object_to(entry, "少算一件", actor=lawyer, now=now)
    with pytest.raises(RankingError, match="还没有答复"):
        object_to(entry, "再说一遍", actor=lawyer, now=now)
    assert Objection.objects.count() == 1


def test_what_is_unanswered_blocks_and_what_is_upheld_demands_a_recount(entry, person, monkeypatch, own_line):
    officer, admin = person("jia-case_officer"), person("jia-county_admin")
    made = object_to(entry, "少算一件合格", actor=person("jia-lawyer"), now=noon(HALF, 5))
    with pytest.raises(NotYet, match="没有答复"):
        publish(entry.edition, actor=admin, held=HELD, now=noon(HALF, 12))
    answer(made, "确有一件漏记", upheld=True, actor=admin, held=HELD, now=noon(HALF, 8))
    with pytest.raises(NotYet, match="重新统计"):
        publish(entry.edition, actor=admin, held=HELD, now=noon(HALF, 12))
    keys = dict(entry.edition.entries.values_list("name", "lawyer_id"))
    right = {keys["甲律"]: figures(qualified=6), keys["丙律"]: figures(), keys["戊律"]: figures(cases=3)}
    monkeypatch.setattr(counting, "counted", lambda *_asked: right)
    assert count_again(entry.edition, actor=officer, held=HELD, now=noon(HALF, 13)) == [entry.code]
    with pytest.raises(NotYet, match="2026-07-20"):
        publish(entry.edition, actor=admin, held=HELD, now=noon(HALF, 14))
    done = publish(entry.edition, actor=admin, held=HELD, now=noon(HALF, 21))
    assert (done.is_published, done.entries.get(name="甲律").row["quality"]) == (True, "75.0")
    assert Notice.objects.filter(kind="ranking_standing").count() == 2


def test_a_recount_that_changes_nothing_gives_no_new_days(opened, person, monkeypatch):
    same = {one.lawyer_id: one.counts for one in opened.entries.all()}
    monkeypatch.setattr(counting, "counted", lambda *_asked: same)
    assert count_again(opened, actor=person("jia-case_officer"), held=HELD, now=noon(HALF, 9)) == []
    opened.refresh_from_db()
    assert opened.objections_until.isoformat() == "2026-07-11"


def test_who_counted_does_not_publish_and_nobody_else_of_another_role(opened, person):
    for name, held in (
        ("jia-case_officer", HELD),
        ("jia-supervisor", {"supervisor"}),
        ("jia-lawyer", {"lawyer"}),
    ):
        with pytest.raises(NotAllowed):
            publish(opened, actor=person(name), held=held, now=noon(HALF, 20))
    with pytest.raises(NotYet, match="2026-07-11"):
        publish(opened, actor=person("jia-county_admin"), held=HELD, now=noon(HALF, 11))


def test_a_half_year_is_counted_once_and_only_when_it_is_over(inside_a, person, own_line, monkeypatch):
    officer = person("jia-case_officer")
    monkeypatch.setattr(counting, "counted", lambda *_asked: {own_line.pk: figures()})
    with pytest.raises(NotYet):
        count("lawyers", HALF, actor=officer, held=HELD, now=noon(HALF, 0))
    made = count("lawyers", HALF, actor=officer, held=HELD, now=noon(HALF, 1))
    made.case.refresh_from_db()
    assert (made.state, made.case.state, made.case_says) == ("counted", "scored", "")
    with pytest.raises(RankingError, match="已经统计过"):
        count("lawyers", HALF, actor=officer, held=HELD, now=noon(HALF, 1))


def test_what_is_empty_or_older_than_what_is_published_is_not_counted(frozen, person):
    officer = person("jia-case_officer")
    for period, why in (("2025H2", "更晚的一期"), ("2026H2", "没有办结的案件")):
        half = read(period)
        with pytest.raises(RankingError, match=why):
            count("lawyers", half, actor=officer, held=HELD, now=noon(half, 3))
    assert Edition.objects.count() == 1


def test_what_nobody_was_told_of_is_withdrawn_with_its_reason(inside_a, person, own_line, monkeypatch):
    officer = person("jia-case_officer")
    monkeypatch.setattr(counting, "counted", lambda *_asked: {own_line.pk: figures()})
    made = count("lawyers", HALF, actor=officer, held=HELD, now=noon(HALF, 1))
    with pytest.raises(RankingError, match="写明"):
        withdraw(made, " ", actor=officer, held=HELD)
    with pytest.raises(NotAllowed):
        withdraw(made, "选错了半年", actor=person("jia-lawyer"), held={"lawyer"})
    withdraw(made, "选错了半年", actor=officer, held=HELD)
    noted = JournalEntry.objects.get(verb="ranking.withdrawn")
    assert (Edition.objects.count(), Entry.objects.count(), noted.data["reason"]) == (0, 0, "选错了半年")
    assert made.case.events.last().text == "这一期排名作废：选错了半年"
    again = count("lawyers", HALF, actor=officer, held=HELD, now=noon(HALF, 1))
    open_objections(again, actor=officer, held=HELD, now=noon(HALF, 2))
    with pytest.raises(NotYet, match="还没有通报"):
        withdraw(again, "选错了半年", actor=officer, held=HELD)


@pytest.mark.parametrize(("moved_to", "ends_in"), [("", "published"), ("collecting", "collecting")])
def test_the_case_of_the_procedure_goes_along(moved_to, ends_in, inside_a, person, own_line, monkeypatch):
    """Objection and answer are written together. A case that somebody moved stays there, and the edition says so."""
    officer = person("jia-case_officer")
    monkeypatch.setattr(counting, "counted", lambda *_asked: {own_line.pk: figures()})
    made = open_objections(
        count("lawyers", HALF, actor=officer, held=HELD, now=noon(HALF, 1)),
        actor=officer,
        held=HELD,
        now=noon(HALF, 2),
    )
    one = object_to(made.entries.get(), "少算一件", actor=person("jia-lawyer"), now=noon(HALF, 3))
    answer(one, "没有少算", upheld=False, actor=officer, held=HELD, now=noon(HALF, 4))
    steps = list(made.case.events.filter(kind="step").values_list("code", flat=True))
    assert steps == ["score", "check", "notify_firms", "object", "settle_objection", "notify_firms"]
    if moved_to:
        Case.objects.filter(pk=made.case_id).update(state=moved_to)
    done = publish(made, actor=person("jia-county_admin"), held={"county_admin"}, now=noon(HALF, 20))
    made.case.refresh_from_db()
    assert (done.is_published, made.case.state) == (True, ends_in)
    assert bool(Edition.objects.get().case_says) == bool(moved_to)


@pytest.fixture
def frozen(edition, person) -> Edition:
    return publication(edition, by=person("jia-county_admin"))


def test_what_is_published_can_neither_be_changed_nor_deleted(frozen, person):
    line = frozen.entries.get(rank=1)
    line.name, frozen.result = "别人", ""
    for attempt in (frozen.save, frozen.delete, line.save, line.delete):
        with pytest.raises(ValidationError, match="不能再改"):
            attempt()
    with pytest.raises(RankingError, match="不能再改"):
        count_again(frozen, actor=person("jia-case_officer"), held=HELD)
    assert (Edition.objects.get().result != "", Entry.objects.get(rank=1).name) == (True, "丙律")


def test_the_report_of_the_half_year_stays_as_it_was(frozen, person, inside_a):
    told = HalfYearReport.objects.get()
    other = counted(inside_a, {}, actor=person("jia-case_officer"), board="mediators")
    publication(other, by=person("jia-county_admin"))
    assert (HalfYearReport.objects.get().made_at, told.since.isoformat()) == (told.made_at, "2026-01-01")


def _verified() -> str:
    said = StringIO()
    with pytest.raises(CommandError) as ended:
        call_command("verify_rankings", tenant="jia", stderr=said)
    assert ended.value.returncode == 1
    return said.getvalue()


def test_editions_that_hold_pass(frozen):
    said = StringIO()
    call_command("verify_rankings", stdout=said)
    assert said.getvalue() == "校验了1期排名，全部通过。\n"


@pytest.mark.parametrize(
    ("rows", "change", "fault"),
    [
        (Edition, {"result": "rank,code\n"}, "文件与校验码不符"),
        (Edition, {"digest": "0" * 64}, "校验码与公布时日志记下的不同"),
        (Entry, {"rank": 1}, "网页上的名次与名次表不同"),
        (Entry, {"name": "别人"}, "姓名被改动"),
        (Entry, {"code": "000000000000"}, "代码对不上名册里的人"),
    ],
)
def test_what_was_changed_past_the_model_is_found(frozen, rows, change, fault):
    rows.objects.filter(
        pk=rows.objects.first().pk if rows is Edition else frozen.entries.get(rank=2).pk
    ).update(**change)
    assert fault in _verified()


def test_an_edition_before_cannot_be_exchanged(frozen, person, inside_a):
    """Even sealed anew, the one after it remembers."""
    later = counted(inside_a, {}, actor=person("jia-case_officer"), period="2026H2", before=frozen)
    publication(later, by=person("jia-county_admin"))
    Edition.objects.filter(pk=frozen.pk).update(digest="1" * 64)
    assert "lawyers 2026H2：文件与校验码不符" in _verified()
