"""A procedure small enough to be read at a glance, and sound; each test spoils one thing of it."""

import tomllib
from typing import Any

from services.procedures.load import read
from services.procedures.overlay import merged
from services.procedures.spec import Procedure

TEXT = """
code = "SMALL"
name = "小程序"
family = "test"
legal_basis = "甲发〔2020〕1号 一"
dossier = "record"

[states]
open = {name = "已登记", kind = "initial"}
working = "办理中"
waiting = "等待鉴定"
done = {name = "已办结", kind = "final", outcome = "closed"}

[transitions.start]
name = "受理"
from = "open"
to = "working"
by = "clerk"
guards = "in_scope"
requires = "subject"
asks = "remark"
documents = "record"
compositions = "team"
basis = "甲发〔2020〕1号 二"

[transitions.pause]
name = "中止"
from = "working"
to = "waiting"
by = "clerk"
guards_any = ["needs_expert", "large"]
basis = "甲发〔2020〕1号 三"

[transitions.resume]
name = "恢复"
from = "waiting"
to = "working"
by = "clerk"
event = "opinion_arrived"
documents = "opinion"
basis = "甲发〔2020〕1号 三"

[transitions.extend]
name = "延长"
from = "working"
to = "working"
by = "head"
basis = "甲发〔2020〕1号 四"

[transitions.finish]
name = "办结"
from = "working"
to = "done"
by = "clerk"
guards = "no_conflict"
requires = ["subject", "result"]
effects = "tell_party"
basis = "甲发〔2020〕1号 五"

[transitions.lapse]
name = "逾期终结"
from = "working"
to = "done"
due = "limit"
basis = "甲发〔2020〕1号 五"

[clocks.limit]
name = "办理期限"
kind = "limit"
number = "limit_days"
from = "working"
until = "done"
paused_in = "waiting"
extended_by = {extend = "more_days"}
reminder = "plain"
escalate_to = ["head", "bureau"]

[compositions.team]
name = "人员"
seats = [
  {role = "expert", number = "experts"},
  {role = "party", least = 1, most = 2, per_side = true},
]

[[follow_ups]]
procedure = "OTHER"
when = "办结之后"
after = "done"
prefill = {about = "subject"}

[[subsidies]]
name = "补贴"
number = "pay"
to = "clerk"
if = "large"

[rules]
fee = {text = "不收费", basis = "甲发〔2020〕1号 六"}

[variants.north]
name = "北方"
note = "北方期限为二十日"
basis = "甲发〔2020〕1号 七"
territories = ["15", "2301"]
changes = {numbers = {limit_days = {amount = 20}}}

[numbers]
limit_days = {name = "期限", amount = 10, unit = "working_day", basis = "甲发〔2020〕1号 四"}
more_days = {name = "延长", amount = 5, unit = "working_day", basis = "甲发〔2020〕1号 四"}
experts = {name = "专家", amount = 2, unit = "person", basis = "甲发〔2020〕1号 二"}
pay = {name = "补贴", least = 300, most = 500, unit = "yuan", per = "case", basis = "甲发〔2020〕1号 八"}

[roles]
clerk = "经办人"
head = "负责人"
bureau = "司法局"
expert = "专家"
party = "当事人"

[guards]
in_scope = {name = "属于受理范围", refusal = "还没有确认属于受理范围"}
needs_expert = "需要鉴定"
large = {name = "十人以上", when = {field = "people", at_least = 10}}
no_conflict = {name = "无利害关系", computed = true}

[documents]
record = "登记表"
opinion = {name = "鉴定意见", uploaded = true}

[fields]
subject = {label = "事项", type = "text"}
remark = {label = "备注", type = "text"}
result = {label = "结果", type = "text"}
people = {label = "人数", type = "number"}

[outcomes]
closed = "办结"

[events]
opinion_arrived = "鉴定意见到达"

[effects]
tell_party = "告知当事人"

[reminders.plain]
name = "一般"
on_start = true
days_before = [3, 1]
on_due = true
repeat_days = 1
escalate_after_days = 2

[sources]
"甲发〔2020〕1号" = "试行办法"
"""
DATA: dict[str, Any] = tomllib.loads(TEXT)


def small(changes: dict[str, Any] | None = None) -> Procedure:
    """The small procedure with changes laid over it; `false` takes a table or list away."""
    return read(merged(DATA, changes or {}), "small")
