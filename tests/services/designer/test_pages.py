"""The designer's pages: who comes in, what a form changes, what a hostile one does not."""

import pytest
from django.urls import reverse

from services.designer import parts
from services.designer.models import Draft
from services.designer.queries import drafts, faults
from services.designer.views.listing import SHOWN

PAGES = ("designer_list", "designer_procedure", "designer_copy", "designer_back")


def address(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def client(browse, county_a, draft):
    return browse(county_a, "jia-county_admin")


def part(draft, section, entry):
    return address("designer_part", draft.pk, section, entry)


def typed(client, draft, section, entry, **changed):
    """The form of a part as the page shows it, with a few fields typed over."""
    form = client.get(part(draft, section, entry)).context["form"]
    values = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return {**values, "revision": draft.revision, **{f"p-{name}": value for name, value in changed.items()}}


@pytest.mark.parametrize("section", SHOWN)
def test_every_part_of_a_draft_opens_and_saves_without_a_change(client, draft, section):
    """What a form shows and takes back unchanged is the same declaration. Without a request, all are in test_parts."""
    entries = list(parts.entries(drafts.data_of(draft.text), section))
    for entry in dict.fromkeys((entries[0], entries[len(entries) // 2], entries[-1])) if entries else ():
        values = typed(client, draft, section, entry)
        answer = client.post(part(draft, section, entry), values)
        assert answer.status_code == 302, (entry, answer.context["form"].errors)
    draft.refresh_from_db()
    before, after = drafts.base(draft), faults.judged(draft, draft.tenant)
    assert draft.revision == 1
    assert after.findings == ()
    assert after.procedure == before


def test_the_basics_save_without_a_change(client, draft):
    assert client.post(part(draft, "basics", "-"), typed(client, draft, "basics", "-")).status_code == 302
    draft.refresh_from_db()
    assert faults.judged(draft, draft.tenant).procedure == drafts.base(draft)


def test_a_limit_is_shortened_in_its_form(client, draft):
    answer = client.post(
        part(draft, "clocks", "accept"), typed(client, draft, "clocks", "accept", amount="2")
    )
    assert answer.status_code == 302
    page = client.get(address("designer_draft", draft.pk)).content.decode()
    assert "期限“受理期限”由3日改为2日" in page
    assert "没有发现问题" in page


def test_a_limit_without_its_clause_is_refused(client, draft):
    values = typed(client, draft, "clocks", "accept", basis="", amount="2")
    answer = client.post(part(draft, "clocks", "accept"), values)
    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == ["basis"]
    own = {**values, "p-origin": "default", "p-reason": "县局会议纪要"}
    assert client.post(part(draft, "clocks", "accept"), own).status_code == 302
    draft.refresh_from_db()
    number = drafts.data_of(draft.text)["numbers"]["accept_limit"]
    assert (number["origin"], number["note"], "basis" in number) == ("default", "县局会议纪要", False)


def test_what_is_wrong_leads_to_where_it_is_mended(client, draft):
    client.post(
        address("designer_draft_arrange", draft.pk),
        {"section": "states", "entry": "accepted", "do": "remove"},
    )
    page = client.get(address("designer_draft", draft.pk)).content.decode()
    assert f'<a href="{part(draft, "transitions", "accept")}">步骤“' in page
    assert "没有名为“accepted”的状态" in page


def test_a_state_and_a_step_are_added(client, draft):
    add = address("designer_add", draft.pk, "states")
    assert client.post(add, {"revision": "1", "p-name": "回访中"}).status_code == 302
    step = {
        "revision": "2", "p-name": "开始回访", "p-from_": ["performed"], "p-to": "own_hui_fang_zhong",
        "p-by": ["mediator"], "p-origin": "default", "p-note": "本县要求",
    }  # fmt: skip
    assert client.post(address("designer_add", draft.pk, "transitions"), step).status_code == 302
    draft.refresh_from_db()
    data = drafts.data_of(draft.text)
    assert [*data["states"]][-1] == "own_hui_fang_zhong"
    assert data["transitions"]["own_kai_shi_hui_fang"]["to"] == "own_hui_fang_zhong"
    told = {one.sentence for one in faults.judged(draft, draft.tenant).findings}
    assert "“回访中”没有出路" in told


def test_a_new_clock_brings_its_figure(client, draft):
    values = {
        "revision": "1", "p-name": "指派期限", "p-kind": "limit", "p-amount": "2", "p-unit": "working_day",
        "p-origin": "default", "p-reason": "本县自定", "p-from_": "accepted", "p-until": ["assigned", "withdrawn"],
    }  # fmt: skip
    answer = client.post(address("designer_add", draft.pk, "clocks"), values)
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    assert faults.judged(draft, draft.tenant).findings == ()
    clock = faults.judged(draft, draft.tenant).procedure.by_clock["own_zhi_pai_qi_xian"]
    number = faults.judged(draft, draft.tenant).procedure.numbers[clock.number]
    assert (number.amount, number.unit, number.name) == (2, "working_day", "指派期限")


def test_steps_change_places(client, draft):
    before = [*drafts.data_of(draft.text)["transitions"]]
    client.post(
        address("designer_draft_arrange", draft.pk),
        {"section": "transitions", "entry": before[1], "do": "up"},
    )
    draft.refresh_from_db()
    assert [*drafts.data_of(draft.text)["transitions"]] == [before[1], before[0], *before[2:]]


def test_the_preview_writes_nothing(client, draft):
    values = typed(client, draft, "states", "accepted", name="已经受理啦")
    answer = client.post(part(draft, "states", "accepted"), {**values, "preview": "1"})
    assert "已经受理啦" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_whoever_is_overtaken_keeps_what_was_typed(client, draft):
    values = typed(client, draft, "states", "accepted", name="收下了")
    client.post(
        part(draft, "states", "registered"), typed(client, draft, "states", "registered", name="登记了")
    )
    answer = client.post(part(draft, "states", "accepted"), values)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="收下了"' in page
    assert "刚刚被别人改过" in page
    assert 'name="revision" value="2"' in page


def test_an_approved_draft_goes_its_way_by_buttons(client, draft, browse, county_a, colleague):
    client.post(part(draft, "clocks", "accept"), typed(client, draft, "clocks", "accept", amount="2"))
    decide = address("designer_draft_decide", draft.pk)
    client.post(decide, {"do": "submit", "reason": "县里要求更快"})
    assert client.post(decide, {"do": "approve"}).status_code == 403
    supervisor = browse(county_a, "jia-supervisor")
    assert "批准" in supervisor.get(address("designer_draft", draft.pk)).content.decode()
    supervisor.post(decide, {"do": "approve", "words": "同意"})
    assert supervisor.post(decide, {"do": "enact", "since": "2099-01-01"}).status_code == 403
    client.post(decide, {"do": "enact", "since": "2099-01-01"})
    assert Draft.objects.get().status == "enacted"
    assert "2099-01-01起换为本县版本" in client.get(address("designer_list")).content.decode()


@pytest.mark.parametrize("role", ["editor", "reviewer", "case_officer", "receptionist", "mediator", "lawyer"])
def test_others_stay_outside(role, browse, county_a, draft):
    other = browse(county_a, f"jia-{role}")
    for found in (
        address("designer_list"),
        address("designer_draft", draft.pk),
        part(draft, "states", "accepted"),
    ):
        assert other.get(found).status_code == 403


def test_a_supervisor_reads_and_changes_nothing(browse, county_a, draft):
    supervisor = browse(county_a, "jia-supervisor")
    assert supervisor.get(address("designer_draft", draft.pk)).status_code == 200
    assert supervisor.get(address("designer_procedure", "PM_LAND")).status_code == 200
    assert supervisor.get(part(draft, "states", "accepted")).status_code == 403
    assert supervisor.post(address("designer_draft_history", draft.pk), {"position": "1"}).status_code == 403
    assert supervisor.get(address("designer_copy", "PM_LAND")).status_code == 403


def test_for_the_other_county_there_is_no_such_draft(browse, county_b, county_a, draft):
    other = browse(county_b, "yi-county_admin")
    for name in ("designer_draft", "designer_draft_history"):
        assert other.get(address(name, draft.pk)).status_code == 404
    assert other.get(part(draft, "states", "accepted")).status_code == 404
    for name in ("designer_draft_decide", "designer_draft_arrange"):
        assert other.post(address(name, draft.pk), {"do": "drop"}).status_code == 404
    assert browse(county_a, "yi-county_admin").get(address("designer_list")).status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_script_in_a_name_is_only_text(client, draft):
    evil = "<script>alert(1)</script>"
    client.post(part(draft, "states", "accepted"), typed(client, draft, "states", "accepted", name=evil))
    client.post(
        part(draft, "transitions", "accept"), typed(client, draft, "transitions", "accept", name=evil)
    )
    for found in (address("designer_draft", draft.pk), part(draft, "states", "accepted")):
        page = client.get(found).content.decode()
        assert evil not in page
        assert "&lt;script&gt;" in page


def test_keys_nobody_knows_and_names_from_nowhere_are_not_taken(client, draft):
    values = typed(client, draft, "states", "accepted", note="新的说明", evil="x", kind="unheard")
    assert client.post(part(draft, "states", "accepted"), values).status_code == 422
    values = typed(client, draft, "transitions", "accept", evil="x", by=["nobody_at_all"])
    answer = client.post(part(draft, "transitions", "accept"), values)
    assert [*answer.context["form"].errors] == ["by"]
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize("section", ["unheard", "texts", "variants", "code"])
def test_a_section_that_is_none(client, draft, section):
    assert client.get(part(draft, section, "x")).status_code == 404
    assert client.get(address("designer_add", draft.pk, section)).status_code == 404


def test_a_flood_is_refused(client, draft):
    values = typed(client, draft, "states", "accepted", note="长" * 5000)
    assert client.post(part(draft, "states", "accepted"), values).status_code == 422
    values = typed(client, draft, "basics", "-", legal_basis="\n".join(["文号 第一条"] * 500))
    assert client.post(part(draft, "basics", "-"), values).status_code == 422
