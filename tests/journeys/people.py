"""People before the portal: a citizen with number and code, and somebody of the office at the back desk.

They go by what they read: links, buttons, labels. Only dates and the signing pad are filled by their fields.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

PASSWORD = "fengqiao-demo"  # noqa: S105


def sign_in(person: Visitor, username: str) -> None:
    person.go("/accounts/login/")
    person.page.fill("[name=login]", username)
    person.page.fill("[name=password]", PASSWORD)
    person.page.locator("[name=password]").press("Enter")
    person.page.wait_for_url("**/admin/")


def draw(page: Page) -> None:
    """Signs by hand on the screen."""
    page.get_by_role("checkbox", name="我已看过这份文书").check()
    page.get_by_role("radio", name="手写签名").check()
    pad = page.locator("[data-signature] canvas")
    pad.scroll_into_view_if_needed()
    expect(pad).to_be_visible()
    box = pad.bounding_box()
    left, top = box["x"], box["y"]
    for line in (
        ((30, 40), (120, 150)),
        ((120, 40), (40, 160)),
        ((150, 60), (250, 70)),
        ((200, 40), (205, 170)),
    ):
        (x, y), (to_x, to_y) = line
        page.mouse.move(left + x, top + y)
        page.mouse.down()
        page.mouse.move(left + to_x, top + to_y, steps=8)
        page.mouse.up()
    with page.expect_navigation():
        page.get_by_role("button", name="确定签名").click()


@dataclass
class Citizen:
    """With number and code, as the receipt shows them."""

    visitor: Visitor
    number: str = ""
    code: str = ""

    @property
    def page(self) -> Page:
        return self.visitor.page

    def keep_receipt(self) -> None:
        big = self.page.locator(".receipt__big")
        self.number = big.nth(0).inner_text().strip()
        self.code = big.nth(1).inner_text().strip()

    def track(self) -> None:
        self.visitor.go("/track/")
        self.page.get_by_label("案号").fill(self.number)
        self.page.get_by_label("查询码").fill(self.code)
        self.page.get_by_role("button", name="查进度").click()
        expect(self.page.get_by_role("heading", name="现在", exact=True)).to_be_visible()

    def sign(self, paper: str) -> None:
        self.page.get_by_role("link", name=f"签《{paper}》").click()
        draw(self.page)


@dataclass
class Colleague:
    """Somebody of the office on the page of one case."""

    visitor: Visitor
    address: str = ""

    @property
    def page(self) -> Page:
        return self.visitor.page

    @property
    def state(self) -> Locator:
        return self.page.locator(".cases-head .cases-state")

    def find(self, number: str) -> None:
        """Through the list of cases, by its number."""
        self.visitor.go("/admin/")
        self.page.get_by_role("link", name=re.compile("^案件")).first.click()
        self.page.get_by_role("link", name=re.compile("^(全部|所有)")).first.click()
        self.page.get_by_role("searchbox").or_(self.page.get_by_label("搜索", exact=True)).last.fill(number)
        self.page.get_by_role("button", name="查找").click()
        self.page.get_by_role("rowheader").get_by_role("link", name=number).click()
        expect(self.page.locator("h1")).to_have_text(number)
        self.address = self.page.url

    def come_back(self) -> None:
        self.page.goto(self.address)

    def open_step(self, name: str) -> None:
        self.page.locator("#steps").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("h1")).to_have_text(name)

    def take(self, name: str, answers: dict[str, str] | None = None) -> None:
        """Opens a step, fills in what it asks, confirms every judgement, and presses the button."""
        self.open_step(name)
        self.fill(answers or {})
        self.confirm(name)

    def fill(self, answers: dict[str, str]) -> None:
        for box in (
            self.page.get_by_role("group", name=re.compile("^请(逐项确认|确认符合)"))
            .get_by_role("checkbox")
            .all()
        ):
            box.check()
        for label, answer in answers.items():
            self._answer(re.compile(f"^{re.escape(label)}"), answer)

    def _answer(self, label: re.Pattern[str], answer: str) -> None:
        """Several answers to choose from stand in a group under the question."""
        group = self.page.get_by_role("group", name=label).or_(
            self.page.get_by_role("radiogroup", name=label)
        )
        if group.count():
            group.first.get_by_label(answer, exact=True).check()
            return
        field = self.page.get_by_label(label).first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.fill(answer)

    def confirm(self, name: str) -> None:
        self.page.get_by_role("button", name=f"确定“{name}”").click()
        expect(self.page.locator("#steps")).to_be_visible()

    def bring(self, file: Path, *, as_paper: str = "") -> None:
        part = self.page.locator("#material")
        part.get_by_text("添加材料").click()
        part.locator("input[type=file]").set_input_files(file)
        if as_paper:
            part.locator("select[name=code]").select_option(label=as_paper)
        part.get_by_role("button", name="上传").click()
        expect(self.page.locator("#material")).to_contain_text(file.name)

    def make(self, paper: str) -> None:
        """Written where it lies ready, else asked for first."""
        if not self.paper(paper).count():
            part = self.page.locator("#papers")
            part.get_by_text(re.compile("^(提前制作|增加)一份文书")).click()
            part.locator("select").select_option(label=paper)
            part.get_by_role("button", name=re.compile("^(制作|增加)$")).click()
        self._write(self.paper(paper))
        expect(self.paper(paper).get_by_role("link", name="PDF")).to_be_visible()

    def _write(self, where: Locator) -> None:
        """What the case already says stands in the form; it is made as it is."""
        while where.get_by_role("link", name="填写并制作").count():
            where.get_by_role("link", name="填写并制作").first.click()
            with self.page.expect_navigation():
                self.page.get_by_role("button", name="制作文书").click()
            expect(self.page.locator("#papers")).to_be_visible()

    def paper(self, name: str) -> Locator:
        """The newest of that name."""
        return self.page.locator("#papers .cases-things > li").filter(has_text=name).last

    def sign_at_counter(self, paper: str, who: str) -> None:
        waiting = self.paper(paper).locator(".cases-signing li").filter(has_text=who)
        waiting.get_by_role("link", name="当面签").click()
        draw(self.page)
        expect(self.page.locator("#papers")).to_be_visible()

    def have_everything_signed(self) -> None:
        """What waits to be written is written, then every seat that is still open is taken, one after the other."""
        self._write(self.page.locator("#papers"))
        while self.page.get_by_role("link", name="当面签").count():
            self.page.get_by_role("link", name="当面签").first.click()
            draw(self.page)
            expect(self.page.locator("#papers")).to_be_visible()

    def follow_up(self, name: str) -> Locator:
        return self.page.locator("#follow-ups .cases-things > li").filter(has_text=name)
