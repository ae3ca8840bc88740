"""A person who wants to talk to a mediator, and goes by what stands on the screen. Each screen is looked at."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import overflow, violations
from tests.browser.visitor import Visitor

MEDIATOR, SERVICE, TOWNSHIP = "覃守田", "土地纠纷约谈", "雾岭镇"
NOT_YET = "还没有约上"
DAY = re.compile("day=[0-9-]+")


@dataclass
class Booker:
    """`picker`: where the first time was picked; `day` and `time`: what is booked now."""

    visitor: Visitor
    name: str
    phone: str
    number: str = ""
    code: str = ""
    picker: str = ""
    day: str = ""
    time: str = ""

    @property
    def page(self) -> Page:
        return self.visitor.page

    def at(self, heading: str | re.Pattern[str]) -> None:
        """The screen is there, nobody is shut out of it, and it does not scroll sideways."""
        expect(self.page.locator("h1")).to_have_text(heading)
        assert violations(self.page) == []
        assert overflow(self.page) == (0, [])

    def press(self, name: str | re.Pattern[str], *, role: str = "link", exact: bool = True) -> None:
        self.page.locator("main").get_by_role(role, name=name, exact=exact).first.click()

    def begin(self) -> None:
        self.visitor.go("/")
        assert violations(self.page) == []
        assert overflow(self.page) == (0, [])

    def book_with_the_mediator(self) -> None:
        self.press(MEDIATOR)
        self.at(MEDIATOR)
        self.press(re.compile("^预约"))

    def give(self, label: str, said: str) -> Locator:
        field = self.page.get_by_label(label, exact=True)
        field.fill(said)
        return field

    def press_time(self, place: int) -> None:
        """One of the times of the day that is shown."""
        button = self.page.locator("main button.time").nth(place)
        self.picker = self.picker or self.page.url
        self.day, self.time = DAY.search(self.page.url)[0], button.inner_text()
        button.click()

    def keep_slip(self) -> None:
        self.at("已约好")
        expect(self.page.get_by_text(NOT_YET)).to_have_count(0)
        self.number, self.code = (
            self.page.locator(where).inner_text() for where in ("dd.receipt__big", "span.receipt__big")
        )

    def look_up(self) -> None:
        """From the home page, in a browser that knows nothing of it."""
        self.visitor.context.clear_cookies(name="sessionid")
        self.begin()
        self.press("查我的预约")
        self.at("查我的预约")
        self.give("预约号", self.number)
        self.give("查询码", self.code)
        self.press("查预约", role="button")
        self.at(f"我的预约 {self.number.replace(' ', '')}")
        expect(self.page.locator(".now__state")).to_have_text("已预约")

    def move(self) -> None:
        """The new time was pressed; the old one still stands."""
        self.at("改到这个时间吗？")
        expect(self.page.get_by_text("还没有改", exact=True)).to_be_visible()
        self.press("确定改期", role="button")
        expect(self.page.locator(".messages")).to_contain_text("时间已经改好")
        expect(self.page.locator("#facts ~ dl time")).to_contain_text(self.time)

    def call_off(self) -> None:
        self.press("取消预约")
        self.at("取消这个预约吗？")
        self.press("确定取消", role="button")
        expect(self.page.locator(".now__state")).to_have_text("已取消")
        assert violations(self.page) == []

    def told(self) -> list[str]:
        """What was said to this person about it, as the appointment's page shows, the newest first."""
        return self.page.locator(".sent__head strong").all_inner_texts()

    def sees_free(self) -> bool:
        """Whether somebody else could press that time now."""
        self.page.goto(DAY.sub(self.day, self.picker))
        return self.time in self.page.locator("main button.time").all_inner_texts()


class OnTelephone(Booker):
    def find(self) -> None:
        self.begin()
        self.press("找人、找机构")
        self.at("找人、找机构")
        self.page.get_by_label("遇到了什么事").select_option(label="土地")
        self.press("找调解员", role="button")
        expect(self.page.locator("h1")).to_have_text("人民调解员")
        self.page.get_by_text("按地方、类别等筛选").click()
        self.press(re.compile(f"^{TOWNSHIP}"))
        expect(self.page.locator(".active-filters")).to_contain_text(TOWNSHIP)
        self.at("人民调解员")
        self.book_with_the_mediator()

    def pick(self) -> None:
        expect(self.page.locator("h1")).to_have_text(SERVICE)
        self.press("视频")
        expect(self.page.locator("nav.choices [aria-current=true]").first).to_have_text("视频")
        self.pick_day(2)
        self.at(SERVICE)
        self.press_time(0)

    def pick_day(self, place: int) -> None:
        self.page.locator("a.day").nth(place).click()
        expect(self.page.locator("a.day").nth(place)).to_have_attribute("aria-current", "date")

    def fill(self) -> None:
        self.at(SERVICE)
        expect(self.page.get_by_text(NOT_YET, exact=True)).to_be_visible()
        self.give("姓名", self.name)
        self.give("想问什么（选填）", "地里的界桩不见了")
        self.give("手机号码", "199 0000")
        self.press("确认预约", role="button")
        expect(self.page.get_by_role("alert")).to_contain_text(NOT_YET)
        self.at(SERVICE)
        assert [
            self.page.get_by_label(label, exact=True).input_value()
            for label in ("姓名", "手机号码", "想问什么（选填）")
        ] == [self.name, "199 0000", "地里的界桩不见了"]
        self.give("手机号码", self.phone)
        self.press("确认预约", role="button")

    def choose_another_time(self) -> None:
        self.press("改时间")
        self.at("改时间")
        self.pick_day(4)
        self.press_time(1)


class InElderMode(Booker):
    """One question on each screen."""

    def find(self) -> None:
        self.begin()
        self.press("找调解员")
        self.at("您遇到的是什么事？")
        self.press(re.compile("^土地"))
        self.at("您在哪个乡镇（街道）？")
        self.press(TOWNSHIP)
        self.at("人民调解员")
        self.book_with_the_mediator()

    def pick(self) -> None:
        self.at("您想怎么谈？")
        self.press("视频")
        self.pick_day(1)
        self.press_time(0)

    def pick_day(self, place: int) -> None:
        self.at("哪一天？")
        self.page.locator("ul.big a").nth(place).click()
        self.at(re.compile("几点？$"))

    def fill(self) -> None:
        self.at("您叫什么名字？")
        expect(self.page.get_by_text(NOT_YET)).to_be_visible()
        self.give("姓名", self.name)
        self.press("下一步", role="button")
        self.at("您的手机号码是多少？")
        self.give("手机号码", "199 0000")
        self.press("下一步", role="button")
        expect(self.page.locator("main .errorlist")).to_be_visible()
        self.at("您的手机号码是多少？")
        assert self.page.get_by_label("手机号码", exact=True).input_value() == "199 0000"
        self.give("手机号码", self.phone)
        self.press("下一步", role="button")
        self.at("请看一看，对不对？")
        expect(self.page.get_by_text(NOT_YET, exact=True)).to_be_visible()
        expect(self.page.locator(".told")).to_contain_text(self.name)
        self.press("对，确认预约", role="button")

    def choose_another_time(self) -> None:
        self.press("改时间")
        self.pick_day(3)
        self.press_time(1)
