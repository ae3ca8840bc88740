"""How the parts of a declaration are called in sentences and in choices."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.procedures.terms import Basis, Number

SECTIONS: Mapping[str, object] = {
    "basics": gettext_lazy("基本信息"),
    "form": gettext_lazy("申请表"),
    "states": gettext_lazy("状态"),
    "transitions": gettext_lazy("步骤"),
    "clocks": gettext_lazy("期限"),
    "compositions": gettext_lazy("组成"),
    "rules": gettext_lazy("规则"),
    "follow_ups": gettext_lazy("后续程序"),
    "subsidies": gettext_lazy("补助"),
    "numbers": gettext_lazy("数值"),
    "roles": gettext_lazy("角色"),
    "guards": gettext_lazy("条件"),
    "fields": gettext_lazy("字段"),
    "documents": gettext_lazy("文书"),
    "outcomes": gettext_lazy("结果"),
    "events": gettext_lazy("事件"),
    "effects": gettext_lazy("后续动作"),
    "reminders": gettext_lazy("提醒方式"),
    "sources": gettext_lazy("依据文件"),
}

# In the order in which the list shows them.
UNITS: Mapping[str, object] = {
    "working_day": gettext_lazy("个工作日"),
    "calendar_day": gettext_lazy("日"),
    "hour": gettext_lazy("小时"),
    "week": gettext_lazy("周"),
    "month": gettext_lazy("个月"),
    "quarter": gettext_lazy("个季度"),
    "half_year": gettext_lazy("个半年"),
    "year": gettext_lazy("年"),
}
THINGS: Mapping[str, object] = {
    "time": gettext_lazy("次"),
    "person": gettext_lazy("人"),
    "yuan": gettext_lazy("元"),
    "percent": gettext_lazy("%"),
    "case": gettext_lazy("件"),
    "day": gettext_lazy("天"),
    "minute": gettext_lazy("分钟"),
    "record": gettext_lazy("条"),
    "ratio": gettext_lazy("比例"),
    "level": gettext_lazy("级"),
    "weekday": gettext_lazy("星期"),
    "date": gettext_lazy("日期"),
    "category": gettext_lazy("类"),
    "organisation": gettext_lazy("个机构"),
    "studio": gettext_lazy("个工作室"),
    "grade": gettext_lazy("等"),
    "household": gettext_lazy("户"),
    "building": gettext_lazy("栋"),
    "ring": gettext_lazy("圈"),
    "multiple": gettext_lazy("倍"),
    "document": gettext_lazy("份"),
    "item": gettext_lazy("项"),
}
PERIODS: Mapping[str, object] = {
    "day": gettext_lazy("每天"),
    "week": gettext_lazy("每周"),
    "month": gettext_lazy("每月"),
    "quarter": gettext_lazy("每季度"),
    "half_year": gettext_lazy("每半年"),
    "year": gettext_lazy("每年"),
}
ORIGINS: Mapping[str, object] = {
    "policy": gettext_lazy("政策文件规定"),
    "law": gettext_lazy("法律法规规定"),
    "default": gettext_lazy("本县自定（要写明理由）"),
    "open": gettext_lazy("文件有要求但没有定数"),
}
STATE_KINDS: Mapping[str, object] = {
    "initial": gettext_lazy("初始状态"),
    "normal": gettext_lazy("一般状态"),
    "final": gettext_lazy("终结状态"),
}
CLOCK_KINDS: Mapping[str, object] = {
    "limit": gettext_lazy("办理期限：到期前必须办完"),
    "recurrence": gettext_lazy("周期：每隔一段时间办一次"),
    "window": gettext_lazy("窗口期：过期后不能再办所列步骤"),
    "minimum_duration": gettext_lazy("最短时间：届满后才能办所列步骤"),
    "advance_notice": gettext_lazy("提前量：从某日往前推算"),
    "quota": gettext_lazy("定额：每个时期的数量"),
}
FIELD_TYPES: Mapping[str, object] = {
    "text": gettext_lazy("单行文字"),
    "long_text": gettext_lazy("多行文字"),
    "number": gettext_lazy("数字"),
    "money": gettext_lazy("金额"),
    "date": gettext_lazy("日期"),
    "time": gettext_lazy("时间"),
    "choice": gettext_lazy("单选"),
    "several": gettext_lazy("多选"),
    "person": gettext_lazy("人员"),
    "organisation": gettext_lazy("机构"),
    "place": gettext_lazy("地点"),
    "identity_number": gettext_lazy("证件号码"),
    "phone": gettext_lazy("电话"),
    "file": gettext_lazy("文件"),
    "signature": gettext_lazy("签名"),
    "table": gettext_lazy("表格"),
}


def section(code: str) -> str:
    return str(SECTIONS.get(code, code))


def amount(number: Number) -> str:
    """As one says it: 3个工作日, 当日, 每月2次, 至少98%."""
    if number.on:
        month, _dash, day = number.on.rpartition("-")
        words = {"month": int(month or 0), "day": int(day)} if day.isdigit() else {"month": 0, "day": 0}
        return (_("每年%(month)d月%(day)d日") if month else _("每月%(day)d日")) % words
    said = _figure(number)
    if not said:
        return number.text or _("未定")
    if number.amount == 0 and number.unit in ("calendar_day", "working_day"):
        return _("当日")
    unit = str(UNITS.get(number.unit) or THINGS.get(number.unit) or number.unit)
    per = str(PERIODS.get(number.per, "")) if number.per else ""
    return f"{per}{said}{unit}"


def _figure(number: Number) -> str:
    if number.amount is not None:
        return str(number.amount)
    if number.least is not None and number.most is not None:
        return _("%(least)s至%(most)s") % {"least": number.least, "most": number.most}
    if number.least is not None:
        return _("至少%(least)s") % {"least": number.least}
    return _("至多%(most)s") % {"most": number.most} if number.most is not None else ""


def bases(found: tuple[Basis, ...]) -> str:
    return "；".join(f"{basis.document_number} {basis.clause}".strip() for basis in found)
