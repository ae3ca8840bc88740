"""A form that could fail while it is used is refused while it is read, with its line."""

import json

import pytest

from services.declarations.table import MalformedDeclaration
from services.forms.load import parse, read
from tests.services.forms.sample import TEXT, form


def _problems(text):
    with pytest.raises(MalformedDeclaration) as error:
        parse(text, "application.toml")
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "phone"}', 'type = "phone", lenght = 3}', "不认识的键“lenght”"),
        ('hour = {label = "时间", type = "time"}', 'hour = {label = "时间", type = "clock"}', "“type”只能是：text、long_text、number、money、date、time、choice、several、person、organisation、place、identity_number、phone、file、signature、table"),
        ('help = "简单说明"', 'hlep = "简单说明"', "不认识的键“hlep”"),
        ('home = {label = "住址", type = "place"}', 'home = {label = "住址", type = "place", least = 3}', "“住址”的类型不能用“least”"),
        ('options = {family = "婚姻家庭", work = "劳动"}', "options = {}", "“类型”缺少“options”"),
        ('kind = "organisation"', 'kind = "firm"', "“信用代码”的 kind 不认识"),
        ("least = 1, most = 500", "least = 501, most = 500", "“人数”的下限大于上限"),
        ("least = 1, most = 500", 'least = "one", most = 500', "“人数”的界限应是数"),
        ('least = "1950-01-01"', 'least = "1950"', "“发生日期”的界限应写作 2026-01-31 或者 today"),
        ('pattern = "[^0-9]+"', 'pattern = "[^0-9"', "“标题”的格式写法不正确"),
        ('pattern = "[^0-9]+"', 'pattern = "([^0-9]+)+"', "“标题”的格式太复杂"),
        ('pattern = "[^0-9]+"', 'pattern = "a*b*c*d*"', "“标题”的格式太复杂"),
        (', pattern_message = "标题里不要写数字"', "", "“标题”有格式要求，要用 pattern_message 说明"),
        ("shortest = 2", "shortest = 2, longest = 1", "“标题”的下限大于上限"),
        ('{field = "employer", filled = true}', '{field = "id", filled = true}', "“欠薪”的显示条件只能看它前面的字段"),
        ('shown_if = {field = "kind", is = "work"}', 'shown_if = {field = "employer", is = "x"}', "“单位”的显示条件只能看它前面的字段"),
        ('fields = ["about", "title", "kind"]', 'fields = ["about", "titel", "kind"]', "没有名为“titel”的字段"),
        ('fields = ["home"]', 'fields = ["home", "about"]', "“about”在两个组里"),
        ('sensitive = true}\nhelpers', 'sensitive = true, most = 2}\nhelpers', "“申请人”只有一个，不能限定个数"),
        ('cost = {label = "金额", type = "money"}', 'cost = {label = "金额", type = "table"}', "“明细”的列里不能再有表格或显示条件"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(old, new, said):
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    marked = (new or "title = {label").split("\n")[0]
    line = 1 + next(place for place, one in enumerate(text.splitlines()) if marked in one)
    assert f"application.toml:{line}: {said}" in _problems(text)


def test_what_is_read_again_is_the_same():
    first = form()
    again = read(json.loads(json.dumps(first.source)), "stored")
    assert (again, again.digest) == (first, first.digest)


def test_the_digest_follows_the_declaration():
    assert parse(f"# 注释\n{TEXT}", "x").digest == form().digest
    assert parse(TEXT.replace("most = 500", "most = 501"), "x").digest != form().digest
