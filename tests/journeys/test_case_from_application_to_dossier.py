"""A quarrel between neighbours, from a citizen's telephone to the bound file, told through the real pages."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.visitor import Visitor
from tests.journeys.people import Citizen, Colleague

pytestmark = pytest.mark.browser

APPLICANT, RESPONDENT, MEDIATOR = "桑小溪", "邬老根", "覃守田"
AGREEMENT = "人民调解协议书"
TODAY = date.today()


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    def made(name: str) -> Path:
        file = tmp_path / f"{name}.png"
        Image.new("RGB", (240, 160), (210, 200, 180 + len(name))).save(file)
        return file

    return made


def in_days(count: int) -> str:
    return (TODAY + timedelta(days=count)).isoformat()


def apply_on_a_telephone(citizen: Citizen) -> None:
    page = citizen.page
    citizen.visitor.go("/")
    citizen.visitor.go("/services/")
    page.get_by_role("link", name="申请人民调解").first.click()
    page.get_by_role("link", name=re.compile("网上申请")).first.click()
    page.get_by_label(re.compile("^申请人姓名")).fill(APPLICANT)
    page.get_by_label(re.compile("^联系电话")).fill("199 0000 0471")
    page.get_by_label(re.compile("^对方姓名")).fill(RESPONDENT)
    page.get_by_label(re.compile("^是哪一类的事")).select_option(label="邻里")
    page.get_by_label(re.compile("^事情的经过")).fill(
        "隔壁新砌的围墙压了我家的排水沟，一下雨水就倒灌进院子。"
    )
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_text("还没有提交")).to_be_visible()
    expect(page.locator("main")).to_contain_text("19900000471")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="确认提交").click()
    expect(page.locator("h1")).to_have_text("已经收到您的申请")
    citizen.keep_receipt()


def accept(officer: Colleague, number: str) -> None:
    officer.find(number)
    officer.take("审查申请")
    officer.take("受理登记", {"受理日期": TODAY.isoformat(), "纠纷类型": "邻里", "难易程度": "简单"})
    expect(officer.state).to_have_text("已受理")
    officer.take("指派调解员", {"指派给": MEDIATOR})
    expect(officer.state).to_have_text("已指派调解员")


def mediate(mediator: Colleague, number: str) -> None:
    mediator.find(number)
    mediator.take("简易直接调解", {"权利义务已告知": "已告知"})
    mediator.take(
        "达成协议",
        {
            "达成的协议内容": "邬老根在十日内把围墙退后三十厘米，恢复排水沟；桑小溪自己清理沟里的淤泥。",
            "履行方式": "自行施工",
            "履行期限": in_days(10),
        },
    )
    expect(mediator.state).to_have_text("达成协议")


def sign_the_agreement(mediator: Colleague, citizen: Citizen) -> None:
    """The applicant on the telephone, the respondent at the counter, the mediator at the desk."""
    mediator.make(AGREEMENT)
    citizen.track()
    citizen.sign(AGREEMENT)
    expect(citizen.page.get_by_role("link", name=f"签《{AGREEMENT}》")).to_have_count(0)
    mediator.come_back()
    mediator.sign_at_counter(AGREEMENT, RESPONDENT)
    mediator.sign_at_counter(AGREEMENT, MEDIATOR)
    expect(mediator.paper(AGREEMENT)).to_contain_text("已签名")
    mediator.take("书面协议生效", {"协议生效日期": TODAY.isoformat(), "履行期限": in_days(10)})
    expect(mediator.state).to_have_text("协议履行督促中")


def have_it_confirmed(
    citizen: Citizen, mediator: Colleague, officer: Colleague, picture: Callable[[str], Path]
) -> None:
    """The applicant takes up the confirmation as a case of its own; the office writes down what the court did."""
    citizen.track()
    citizen.page.get_by_role("link", name="司法确认（线下）").click()
    citizen.page.get_by_role("button", name="确定申请").click()
    confirmation = Citizen(citizen.visitor)
    confirmation.keep_receipt()
    confirmation.track()

    mediator.find(confirmation.number)
    mediator.take("共同提交申请", {"调解协议引用": "围墙压沟调解协议", "法院名称": "雾岭人民法庭"})
    officer.find(confirmation.number)
    officer.bring(picture("法院受理通知书"), as_paper="受理通知书（或不予受理）")
    officer.take("法院受理")
    officer.bring(picture("民事裁定书"), as_paper="民事裁定书")
    officer.take("确认协议效力", {"裁判文书编号": "（2026）云溪民特1号", "裁判结果": "确认有效"})
    expect(officer.state).to_have_text("确认有效")
    confirmation.track()
    expect(confirmation.page.locator(".now__state")).to_have_text("确认有效")
    expect(confirmation.page.locator("#papers")).to_contain_text("司法确认申请书")


def revisit(mediator: Colleague) -> None:
    mediator.follow_up("协议履行监督与回访").get_by_role("link").click()
    mediator.take(
        "电话或实地回访",
        {"回访方式": "上门", "受访人": APPLICANT, "回访情况": "围墙已经退后，沟通了。", "履行": "全部履行"},
    )
    mediator.take("无异常", {"满意度": "满意"})
    expect(mediator.state).to_have_text("回访完成")


def archive(mediator: Colleague, picture: Callable[[str], Path]) -> None:
    mediator.come_back()
    mediator.bring(picture("退后的围墙"), as_paper="履行凭证")
    mediator.take("确认履行", {"履行": "全部履行", "履行日期": TODAY.isoformat()})
    mediator.have_everything_signed()
    mediator.take("立卷归档", {"卷宗号": "云民调卷-099", "立卷日期": TODAY.isoformat()})
    expect(mediator.state).to_have_text("已归档")


def dossier_of(mediator: Colleague) -> str:
    """What is written in the bound file, as downloaded."""
    link = mediator.page.locator("#dossier").get_by_role("link", name=re.compile("成卷")).first
    with mediator.page.expect_download() as download:
        link.click()
    pages = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes())).pages
    return "".join(page.extract_text() for page in pages).replace(" ", "").replace("\n", "")


def check_in_the_browser(person: Visitor, mediator: Colleague, tmp_path: Path) -> None:
    paper = mediator.paper(AGREEMENT)
    with mediator.page.expect_download() as download:
        paper.get_by_role("link", name="PDF").click()
    file = tmp_path / "agreement.pdf"
    download.value.save_as(file)
    person.page.goto(mediator.page.url)  # a stranger is not let in
    expect(person.page).to_have_url(re.compile("login"))
    address = paper.get_by_role("link", name="核验页").get_attribute("href")
    person.go(address)
    sent_before = len(person.requested)
    person.page.get_by_label(re.compile("选择文件")).set_input_files(file)
    expect(person.page.locator("[data-answer]")).to_contain_text("与签发的文件一字不差：各方签名后的PDF")
    assert [url for url in person.requested[sent_before:] if "/static/" not in url] == []
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(file.read_bytes() + b" ")
    person.page.get_by_label(re.compile("选择文件")).set_input_files(altered)
    expect(person.page.locator("[data-answer]")).to_contain_text("与签发的不一样")


def test_from_a_telephone_to_the_bound_file(arrive, picture, tmp_path):
    citizen = Citizen(arrive(width=360))
    apply_on_a_telephone(citizen)
    officer, mediator = Colleague(arrive("yunxi-officer")), Colleague(arrive("yunxi-mediator"))
    accept(officer, citizen.number)
    mediate(mediator, citizen.number)
    sign_the_agreement(mediator, citizen)
    have_it_confirmed(citizen, mediator, officer, picture)

    mediator.find(citizen.number)
    revisit(mediator)
    mediator.find(citizen.number)
    archive(mediator, picture)

    told = dossier_of(mediator)
    for piece in (
        citizen.number,
        AGREEMENT,
        "人民调解受理登记表",
        "权利义务告知书",
        "退后的围墙",
        APPLICANT,
        RESPONDENT,
    ):
        assert piece in told
    check_in_the_browser(arrive(), mediator, tmp_path)
    citizen.track()
    expect(citizen.page.locator(".now__state")).to_have_text("已归档")


def test_two_press_the_same_button_and_the_second_is_told(arrive):
    citizen = Citizen(arrive(width=360))
    apply_on_a_telephone(citizen)
    officer, reception = Colleague(arrive("yunxi-officer")), Colleague(arrive("yunxi-reception"))
    for one in (officer, reception):
        one.find(citizen.number)
        one.open_step("审查申请")
    officer.confirm("审查申请")
    reception.page.get_by_role("button", name="确定“审查申请”").click()
    told = reception.page.get_by_role("alert")
    expect(told).to_contain_text("有人先办了一步")
    expect(told).to_contain_text("向立春")
    officer.come_back()
    expect(officer.state).to_have_text("受理审查")
    expect(officer.page.locator("#events").get_by_text("审查申请")).to_have_count(1)
