"""A form with a field of every type."""

from services.forms.load import parse

FORM = parse(
    """
code = "application"
name = "调解申请书"
help = "请如实填写；不会写字的，可以请工作人员代填。"

[fields]
title = {label = "标题", type = "text", required = true, shortest = 2, help = "一句话说明是什么事"}
about = {label = "纠纷情况", type = "long_text", required = true, longest = 300, help = "起因、经过、现在怎么样"}
kind = {label = "纠纷类型", type = "choice", required = true, options = {family = "婚姻家庭", neighbours = "邻里", work = "劳动"}}
employer = {label = "用人单位", type = "organisation", required = true, sensitive = true, shown_if = {field = "kind", is = "work"}}
wages = {label = "拖欠的工资", type = "money", required = true, shown_if = {all = [{field = "kind", is = "work"}, {field = "employer", filled = true}]}}
origin = {label = "从哪里知道我们", type = "choice", options = {a = "村委会", b = "派出所", c = "法院", d = "熟人", e = "网站", f = "电视", g = "其他"}}
channels = {label = "希望怎样联系", type = "several", options = {phone = "电话", message = "短信", visit = "上门"}, most = 2}
heads = {label = "涉及人数", type = "number", least = 1, most = 500}
happened = {label = "发生日期", type = "date", most = "today"}
hour = {label = "方便的时间", type = "time"}
meeting = {label = "希望的调解时间", type = "time", with_date = true}
applicant = {label = "申请人", type = "person", required = true, sensitive = true}
helpers = {label = "代办人", type = "person", multiple = true}
others = {label = "其他当事人", type = "person", multiple = true, sensitive = true}
own_id = {label = "身份证号", type = "identity_number", required = true, sensitive = true}
mobile = {label = "手机", type = "phone", kind = "mobile"}
home = {label = "住址", type = "place", required = true}
papers = {label = "证据", type = "file", multiple = true, accept = ["pdf", "jpg", "png"], largest_mb = 1}
signed = {label = "签名", type = "signature", required = true}

[fields.items]
label = "请求明细"
type = "table"
most = 5
help = "每一项写一行"
columns = {what = {label = "项目", type = "text", required = true}, cost = {label = "金额", type = "money"}, since = {label = "从哪天起", type = "date"}}

[[groups]]
title = "纠纷"
fields = ["title", "about", "kind", "employer", "wages", "origin", "channels", "heads", "happened", "items"]

[[groups]]
title = "家庭情况"
help = "只有调解员看得到"
fields = ["hour"]
shown_if = {field = "kind", is = "family"}

[[groups]]
title = "当事人"
fields = ["applicant", "own_id", "mobile", "home", "helpers", "others", "meeting"]

[[groups]]
title = "证据和签名"
fields = ["papers", "signed"]
""",
    "application.toml",
)
