"""A form with a field of every type."""

from typing import Any

from services.forms.load import parse
from services.forms.spec import Form

TEXT = """
code = "application"
name = "调解申请书"
help = "请如实填写"

[fields]
about = {label = "纠纷情况", type = "long_text", required = true, longest = 50, help = "说清起因和经过"}
title = {label = "标题", type = "text", shortest = 2, pattern = "[^0-9]+", pattern_message = "标题里不要写数字"}
heads = {label = "人数", type = "number", least = 1, most = 500}
share = {label = "比例", type = "number", decimals = 2}
amount = {label = "金额", type = "money", most = 1000000}
happened = {label = "发生日期", type = "date", most = "today", least = "1950-01-01"}
hour = {label = "时间", type = "time"}
meeting = {label = "会议时间", type = "time", with_date = true}
kind = {label = "类型", type = "choice", required = true, options = {family = "婚姻家庭", work = "劳动"}}
channels = {label = "渠道", type = "several", options = {a = "甲", b = "乙", c = "丙"}, most = 2}
employer = {label = "单位", type = "organisation", required = true, shown_if = {field = "kind", is = "work"}}
wages = {label = "欠薪", type = "money", shown_if = {all = [{field = "kind", is = "work"}, {field = "employer", filled = true}]}}
applicant = {label = "申请人", type = "person", sensitive = true}
helpers = {label = "代办人", type = "person", multiple = true, most = 3}
home = {label = "住址", type = "place"}
id = {label = "身份证号", type = "identity_number", sensitive = true}
credit = {label = "信用代码", type = "identity_number", kind = "organisation"}
phone = {label = "电话", type = "phone"}
mobile = {label = "手机", type = "phone", kind = "mobile", message = "请填写能收短信的手机号"}
papers = {label = "证据", type = "file", multiple = true, accept = ["pdf", "jpg"], largest_mb = 1}
signed = {label = "签名", type = "signature"}

[fields.items]
label = "明细"
type = "table"
least = 1
most = 3
columns = {what = {label = "项目", type = "text", required = true}, cost = {label = "金额", type = "money"}}

[[groups]]
title = "纠纷"
help = "简单说明"
fields = ["about", "title", "kind"]

[[groups]]
title = "家庭"
fields = ["home"]
shown_if = {field = "kind", is = "family"}
"""

# Made up; the check digits are right.
PERSON = "11010519491231002X"
CREDIT = "91640000MA7DEM000G"
NEEDED: dict[str, Any] = {"about": "邻居的树挡光", "kind": "family"}


def form() -> Form:
    return parse(TEXT, "application.toml")
