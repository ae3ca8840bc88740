"""A case is settled in its room: drawn up, read page by page, signed with the finger, by keyboard and by the mediator;
then the case goes on by itself."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import rooms
from tests.browser.checks import overflow, violations
from tests.browser.pages import ELDER
from tests.browser.rooms import Chamber
from tests.chromium import executable
from tests.server import Server, demo_serving

# Setting and signing a paper takes a second, on a busy machine ten.
PATIENT = 40_000
_CASE = """
import json
from datetime import timedelta
from django.utils import timezone
from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actions.plan_room import plan_room
from services.cases.actors import member
from services.cases.models import Party
from services.mediation.actions.open_room import new_invitation
from tenants.models import Tenant, User
from tenants.scope import in_tenant
with in_tenant(Tenant.objects.get(slug="yunxi")):
    officer, mediator = (User.objects.get(username="yunxi-" + name) for name in ("officer", "mediator"))
    case = open_case(
        Opening("PM_GENERAL", {"dispute_summary": "屋檐滴水"}, [
            PartyData("沈秋禾", phone="+8619900000711"),
            PartyData("陆长庚", side=Party.Side.RESPONDENT, phone="+8619900000712"),
        ], title="相邻排水纠纷"), doer=member(officer, None, frozenset({"case_officer"}))).case
    named = [{"ref": str(mediator.pk), "name": str(mediator)}]
    steps = [
        (officer, "start_review", {}, ()),
        (officer, "accept", {"accept_date": timezone.localdate().isoformat(), "dispute_type": "相邻",
                             "difficulty": "general"}, ("in_scope", "parties_willing")),
        (officer, "assign", {"mediator_names": named}, ()),
        (mediator, "mediate_directly", {"rights_notified": "yes"}, ("simple_case",)),
    ]
    for user, code, data, judged in steps:
        case.refresh_from_db()
        advance(case, code, doer=member(user, case), data=data, confirmed=judged)
    room = plan_room(case, timezone.now() + timedelta(minutes=1), [one.pk for one in case.parties.all()],
                     doer=member(mediator, case))
    names = {"沈秋禾": "a", "陆长庚": "b"}
    codes = {names[one.name]: new_invitation(one, actor=mediator) for one in room.seats.all() if one.name in names}
    print("ROOM", json.dumps([room.pk, room.code, codes, case.pk]))
"""
_STATE = """
import json
from services.cases import chain
from services.cases.models import Case, CaseEvent
from tenants.models import Tenant
from tenants.scope import in_tenant
with in_tenant(Tenant.objects.get(slug="yunxi")):
    case = Case.objects.get(pk={pk})
    faults = chain.faults(case, CaseEvent.objects.filter(case=case).order_by("position"))
    print("CASE", json.dumps([case.state, len(faults)]))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("agreement") / "portal") as running:
        yield running


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:
    with rooms.media_browser() as started:
        yield started


def says(page: Page, verb: str, **fields: object) -> None:
    page.evaluate("([verb, fields]) => fengqiaoRoom.send(verb, fields)", [verb, fields])


def agree_on_everything(lead: Page, parties: list[Page]) -> None:
    says(lead, "propose", kind="text", title="檐沟", text="陆长庚十日内把檐沟改装好")
    says(lead, "propose", kind="money", title="墙面修补费", text="一次付清", amount="800")
    lead.wait_for_function("() => fengqiaoRoom.part('clauses').cards.length === 2")
    for page in parties:
        page.wait_for_function("() => fengqiaoRoom.part('clauses').cards.length === 2")
        for card in page.evaluate("() => fengqiaoRoom.part('clauses').cards"):
            says(page, "agree", clause=card["id"], version=1)


def draw(page: Page) -> None:
    """With the finger across the field."""
    canvas = page.locator("#paper-canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 20 + step * 18, box["y"] + 30 + (step % 3) * 25)
    page.mouse.up()


def signs_before_reading_the_minutes(lead: Page, elder: Page) -> None:
    """Where there are no tabs, what waits comes by itself, one after the other, and nothing is out of reach."""
    lead.click("#tab-minutes")
    lead.fill("#minutes-text", "双方谈妥了。")
    expect(lead.locator("#minutes-saved [data-saved=yes]")).to_be_visible()
    lead.click("#minutes-offer")
    elder.click("#clauses-minutes button")
    expect(elder.locator("#minutes-whole")).to_have_text("双方谈妥了。")
    elder.click("#minutes-back [data-back=sign]")
    elder.locator("#paper-sign [name=read]").check()
    elder.locator("[data-do=type]").click()
    elder.locator("#paper-typed").fill("陆长")
    elder.locator("#paper-sign button[type=submit]").click()
    expect(elder.locator("[data-error=sign]")).to_be_visible()
    # One press is enough: nothing moves from under the finger.
    elder.locator("#paper-typed").fill("陆长庚")
    elder.locator("#paper-sign button[type=submit]").click()
    expect(elder.locator("#minutes-confirm")).to_be_visible(timeout=PATIENT)
    elder.click("#minutes-confirm")
    expect(elder.locator("#paper-places")).to_be_visible()


def test_from_the_clauses_to_a_case_that_goes_on(server, chromium):
    told = json.loads(server.manage("shell", "-c", _CASE).split("ROOM ", 1)[1].splitlines()[0])
    room = Chamber(server, chromium, *told[:3])
    lead = room.enters("mediator")
    one = room.enters("a", width=360, height=740)
    two = room.enters("b", width=360, height=740, mode=ELDER)
    agree_on_everything(lead, [one, two])
    says(lead, "identify", seat=rooms.seat_of(lead, "沈秋禾"), how="name", note="")

    lead.click("#tab-clauses")
    expect(lead.locator("#paper-unidentified")).to_contain_text("陆长庚的身份还没有核对")
    form = lead.locator("#paper-form")
    form.locator("button[type=submit]").click()
    expect(form.locator("[data-error=due]")).to_have_text("请填写履行期限。")
    form.locator("[name=due]").fill((date.today() + timedelta(days=20)).isoformat())
    form.locator("[name=how]").fill("当面交清，调解员在场")
    form.locator("[name=confirmed]").check()
    assert violations(lead) == []
    form.locator("button[type=submit]").click()

    for page in (one, two, lead):
        expect(page.locator("#paper-pages img").first).to_be_visible(timeout=PATIENT)
        page.wait_for_function("() => document.querySelector('#paper-pages img').naturalWidth > 800")
        assert overflow(page)[0] == 0
    assert violations(one) == []
    expect(two.locator("#paper-turn")).to_have_text("请沈秋禾签名")
    expect(two.locator("#paper-sign")).to_be_hidden()

    one.locator("#paper-sign button[type=submit]").click()
    expect(one.locator("[data-error=sign]")).to_contain_text("先看完每一页")
    one.locator("#paper-sign [name=read]").check()
    draw(one)
    one.locator("#paper-sign button[type=submit]").click()
    expect(one.locator("#paper-sign")).to_be_hidden(timeout=PATIENT)

    expect(two.locator("#paper-problem")).to_contain_text("还没有核对您的身份", timeout=PATIENT)
    lead.click("#paper-unidentified button")
    expect(lead.locator("#panel-people")).to_be_visible()
    says(lead, "identify", seat=rooms.seat_of(lead, "陆长庚"), how="name", note="")
    expect(two.locator("#paper-sign-fields")).to_be_visible()
    assert violations(two) == []
    signs_before_reading_the_minutes(lead, two)
    lead.click("#tab-clauses")

    expect(lead.locator("#paper-sign")).to_be_visible(timeout=PATIENT)
    lead.locator("#paper-sign [name=read]").check()
    draw(lead)
    lead.locator("#paper-sign button[type=submit]").click()
    for page in (one, two, lead):
        expect(page.locator("#paper-signed")).to_be_visible(timeout=PATIENT)
    assert violations(one) == []
    with one.expect_download() as got:
        one.locator("#paper-file a").click()
    assert got.value.path().read_bytes().startswith(b"%PDF")
    code = one.locator("#paper-verify a").get_attribute("href")
    one.goto(server.url("yunxi", code))
    expect(one.locator("main")).to_contain_text("有效")
    # The wrong name is refused, nothing else.
    assert [one for one in room.leave() if "409 (Conflict)" not in one] == []
    state = server.manage("shell", "-c", _STATE.format(pk=told[3])).split("CASE ", 1)[1].splitlines()[0]
    assert json.loads(state) == ["performing", 0]
