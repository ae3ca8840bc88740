"""A condition in words, for those whose browser runs no scripts."""

from typing import Any

from django.utils.translation import gettext as _

from services.declarations.conditions import Combination, Condition
from services.forms.spec import Form


def said(condition: Condition | None, form: Form) -> str:
    if condition is None:
        return ""
    if isinstance(condition, Combination):
        link = _("，并且") if condition.how == "all" else _("，或者")
        return link.join(said(part, form) for part in condition.parts)
    field = form.by_code.get(condition.field)
    label = field.label if field else condition.field
    options = dict(field.options) if field else {}
    if condition.operator == "filled":
        sentence = _("填写了“%(label)s”") if condition.value else _("没有填写“%(label)s”")
        return sentence % {"label": label}
    return _sentences()[condition.operator] % {"label": label, "value": _value(condition.value, options)}


def _sentences() -> dict[str, str]:
    return {
        "is": _("“%(label)s”是%(value)s"),
        "is_not": _("“%(label)s”不是%(value)s"),
        "in": _("“%(label)s”是%(value)s"),
        "contains": _("“%(label)s”包含%(value)s"),
        "at_least": _("“%(label)s”不小于%(value)s"),
        "at_most": _("“%(label)s”不大于%(value)s"),
        "before": _("“%(label)s”早于%(value)s"),
        "after": _("“%(label)s”晚于%(value)s"),
    }


def _value(value: Any, options: dict[str, str]) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    return _("或").join(_("“%(value)s”") % {"value": options.get(str(one), one)} for one in values)
