"""The form editor of the back office: one block for each type of field, with only the settings that type knows."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup, StreamBlockValidationError, StreamValue

from services.forms.checks import ALLOWED
from services.forms.spec import TYPES
from services.inputs.stream import GROUP, faults
from services.inputs.stream_conditions import BLANK

TYPE_NAMES = {
    "text": (_("一行文字"), "minus"),
    "long_text": (_("多行文字"), "pilcrow"),
    "number": (_("数字"), "decimal"),
    "money": (_("金额"), "decimal"),
    "date": (_("日期"), "date"),
    "time": (_("时间"), "time"),
    "choice": (_("单选"), "radio-full"),
    "several": (_("多选"), "check"),
    "person": (_("人"), "user"),
    "organisation": (_("单位"), "group"),
    "place": (_("地点"), "site"),
    "identity_number": (_("证件号码"), "key"),
    "phone": (_("电话"), "mail"),
    "file": (_("文件"), "doc-full"),
    "signature": (_("签名"), "edit"),
    "table": (_("表格"), "table"),
}
OPERATORS = [
    ("is", _("是")),
    ("is_not", _("不是")),
    ("in", _("是其中之一（用顿号隔开）")),
    ("contains", _("包含")),
    ("at_least", _("不小于")),
    ("at_most", _("不大于")),
    ("before", _("早于")),
    ("after", _("晚于")),
    ("filled", _("已填写")),
    (BLANK, _("没有填写")),
]
_KINDS = {
    "identity_number": [("person", _("居民身份证号")), ("organisation", _("统一社会信用代码"))],
    "signature": [("in_person", _("当面签：手写或者签字的照片"))],
    "phone": [("any", _("手机或固定电话")), ("mobile", _("只能是手机"))],
}


class ComparisonBlock(blocks.StructBlock):
    field = blocks.CharBlock(label=_("字段"), help_text=_("它前面的一个字段的名称或代码"))
    operator = blocks.ChoiceBlock(OPERATORS, label=_("比较"))
    value = blocks.CharBlock(label=_("值"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("比较")


_HOW = [("all", _("全部满足")), ("any", _("满足一个"))]


class CombinationBlock(blocks.StructBlock):
    how = blocks.ChoiceBlock(_HOW, label=_("怎样算满足"), default="any")
    parts = blocks.StreamBlock([("comparison", ComparisonBlock())], label=_("比较"))

    class Meta:
        icon = "list-ul"
        label = _("一组比较")


class ConditionBlock(blocks.StructBlock):
    how = blocks.ChoiceBlock(_HOW, label=_("怎样算满足"), default="all")
    parts = blocks.StreamBlock(
        [("comparison", ComparisonBlock()), ("combination", CombinationBlock())],
        required=False,
        label=_("比较"),
    )

    class Meta:
        icon = "view"
        label = _("显示条件")
        help_text = _("没有比较的，总是显示。")
        collapsed = True


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("选项"), max_length=100)
    value = blocks.RegexBlock(r"^[\w.-]{1,60}$", label=_("代码"), required=False, help_text=_("可不填"))

    class Meta:
        icon = "check"
        label = _("选项")


def _bounds(kind: str) -> tuple[blocks.Block, blocks.Block]:
    if kind == "date":
        told = {"required": False, "max_length": 10, "help_text": _("写作 2026-01-31，或者 today")}
        return blocks.CharBlock(label=_("不早于"), **told), blocks.CharBlock(label=_("不晚于"), **told)
    if kind in ("number", "money"):
        return blocks.FloatBlock(label=_("最小"), required=False), blocks.FloatBlock(
            label=_("最大"), required=False
        )
    return (
        blocks.IntegerBlock(label=_("至少几项"), required=False, min_value=0),
        blocks.IntegerBlock(label=_("最多几项"), required=False, min_value=1),
    )


def _setting(kind: str, key: str) -> blocks.Block:
    """The block of one setting. Only the keys that services.forms allows for the type are asked for."""
    if key in ("least", "most"):
        return _bounds(kind)[key == "most"]
    if key == "kind":
        return blocks.ChoiceBlock(_KINDS[kind], label=_("哪一种"), required=False)
    if key == "options":
        return blocks.ListBlock(OptionBlock(), label=_("选项"))
    if key == "columns":
        return blocks.StreamBlock(column_blocks(), label=_("列"))
    return _SETTINGS[key]()


_SETTINGS = {
    "shortest": lambda: blocks.IntegerBlock(label=_("最少字数"), required=False, min_value=1),
    "longest": lambda: blocks.IntegerBlock(label=_("最多字数"), required=False, min_value=1),
    "pattern": lambda: blocks.CharBlock(label=_("格式"), required=False, help_text=_("正则表达式")),
    "pattern_message": lambda: blocks.CharBlock(label=_("格式不对时的提示"), required=False),
    "decimals": lambda: blocks.IntegerBlock(label=_("小数位数"), required=False, min_value=0, max_value=6),
    "with_date": lambda: blocks.BooleanBlock(label=_("连同日期"), required=False),
    "multiple": lambda: blocks.BooleanBlock(label=_("可以填几个"), required=False),
    "accept": lambda: blocks.CharBlock(label=_("接受的格式"), required=False, help_text=_("如“pdf、jpg”")),
    "largest_mb": lambda: blocks.IntegerBlock(
        label=_("最大多少MB"), required=False, min_value=1, max_value=20
    ),
}
_ORDER = (
    "options", "columns", "multiple", "kind", "with_date", "least", "most", "shortest", "longest", "decimals", "accept",
    "largest_mb", "pattern", "pattern_message",
)  # fmt: skip
_SELDOM = {*_ORDER, "message", "code"} - {"options", "columns", "multiple", "kind", "with_date"}
_CODE = r"^[a-z][a-z0-9_]{0,59}$"
_CODE_ERROR = {"invalid": _("代码由小写字母、数字和下划线组成，以字母开头。")}


def field_block(kind: str, shown_if: ConditionBlock | None) -> blocks.StructBlock:
    label, icon = TYPE_NAMES[kind]
    asked: list[tuple[str, blocks.Block]] = [
        ("label", blocks.CharBlock(label=_("名称"), max_length=100)),
        ("help", blocks.CharBlock(label=_("怎样填"), required=False, max_length=300)),
        ("required", blocks.BooleanBlock(label=_("必填"), required=False)),
    ]
    asked += [(key, _setting(kind, key)) for key in _ORDER if key in ALLOWED[kind]]
    asked += [
        ("sensitive", blocks.BooleanBlock(label=_("个人信息，加密保存"), required=False)),
        ("message", blocks.CharBlock(label=_("填错时的提示"), required=False, max_length=200)),
        (
            "code",
            blocks.RegexBlock(
                _CODE,
                label=_("代码"),
                required=False,
                error_messages=_CODE_ERROR,
                help_text=_("可不填，自动生成"),
            ),
        ),
    ]
    if shown_if:
        asked.append(("shown_if", shown_if))
    names = [name for name, _block in asked]
    layout = BlockGroup(
        [name for name in names if name not in _SELDOM], [name for name in names if name in _SELDOM]
    )
    return blocks.StructBlock(asked, label=label, icon=icon, label_format="{label}", form_layout=layout)


def column_blocks() -> list[tuple[str, blocks.Block]]:
    """A column is a field without a condition, and no table."""
    return [(kind, field_block(kind, None)) for kind in TYPES if kind != "table"]


class GroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("标题"), max_length=100)
    help = blocks.CharBlock(label=_("说明"), required=False, max_length=300)

    class Meta:
        icon = "folder-open-inverse"
        label = _("一组字段")
        label_format = "{title}"


class FormStreamBlock(blocks.StreamBlock):
    """Refuses a form that could not be used, and says why before it is stored."""

    def clean(self, value: StreamValue) -> StreamValue:
        cleaned = super().clean(value)
        found = faults(cleaned)
        if found:
            raise StreamBlockValidationError(non_block_errors=found)
        return cleaned


def form_stream(**options: Any) -> FormStreamBlock:
    """A new editor: `StreamField(form_stream())`, or `FormField()` of services.inputs.fields.

    Groups share the blocks of the top: the page describes each to the browser once.
    """
    shown_if = ConditionBlock(required=False)
    fields = [(kind, field_block(kind, shown_if)) for kind in TYPES]
    inner = blocks.StreamBlock(fields, label=_("字段"), collapsed=True)
    group = GroupBlock([("fields", inner), ("shown_if", shown_if)])
    return FormStreamBlock([(GROUP, group), *fields], **{"collapsed": True, **options})
