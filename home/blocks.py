"""The blocks that editors write with: few, plain, each with its own template."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from home.widgets import day_input

TEXT_FEATURES = [
    "h2",
    "h3",
    "h4",
    "bold",
    "italic",
    "ol",
    "ul",
    "link",
    "document-link",
    "superscript",
    "subscript",
]

PART_KINDS = [
    ("notice", _("通知正文")),
    ("instrument", _("所附文件")),
    ("annex", _("附件")),
    ("interpretation", _("解读")),
]


class PartBlock(blocks.StructBlock):
    """Begins a part of a document: the notice, the instrument it issues, an annex. It carries no text itself."""

    kind = blocks.ChoiceBlock(PART_KINDS, label=_("类别"), default="instrument")
    label = blocks.CharBlock(
        label=_("标号"), required=False, max_length=20, help_text=_("如“附件1”，可不填。")
    )
    title = blocks.CharBlock(label=_("标题"), required=False, max_length=200)

    class Meta:
        icon = "title"
        label = _("部分标题")
        template = "home/blocks/part.html"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("文字")
        help_text = _("可以从 Word 粘贴，标题、列表会保留；表格请另加“表格”。")
        template = "home/blocks/text.html"

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})


class DataTableBlock(TableBlock):
    class Meta:
        icon = "table"
        label = _("表格")
        template = "home/blocks/table.html"

    def __init__(self, **kwargs: object) -> None:
        # Wagtail ships the table editor with this language only, and the editor complains of any other.
        super().__init__(**{"table_options": {"language": "en-US"}, **kwargs})


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("图片"))
    alt = blocks.CharBlock(
        label=_("图片说明"), max_length=200, help_text=_("读给看不见图片的人听；不可省略。")
    )
    caption = blocks.CharBlock(label=_("图注"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("图片")
        template = "home/blocks/image.html"


class AttachmentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("文件"))
    title = blocks.CharBlock(label=_("名称"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("附件下载")
        template = "home/blocks/attachment.html"


class DayBlock(blocks.DateBlock):
    """The browser's own date field: Wagtail's guesses a wrong day from 2026年11月20日 and says nothing."""

    @cached_property
    def field(self) -> forms.DateField:
        return forms.DateField(widget=day_input(), **self.field_options)


class SignatureBlock(blocks.StructBlock):
    """The issuing organs in their order and the date, as they stand under the text."""

    organs = blocks.ListBlock(
        blocks.CharBlock(label=_("机关"), max_length=100), label=_("落款机关"), default=[]
    )
    date = DayBlock(label=_("日期"), required=False)
    note = blocks.CharBlock(
        label=_("附注"), required=False, max_length=100, help_text=_("如“（此件公开发布）”。")
    )

    class Meta:
        icon = "edit"
        label = _("落款")
        template = "home/blocks/signature.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("这一步"), max_length=60)
    text = blocks.RichTextBlock(label=_("说明"), required=False, features=["bold", "ol", "ul", "link"])
    time_limit = blocks.CharBlock(label=_("时限"), required=False, max_length=60)

    class Meta:
        icon = "order"
        label = _("步骤")
        template = "home/blocks/step.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("问"), max_length=200)
    answer = blocks.RichTextBlock(label=_("答"), features=["bold", "ol", "ul", "link"])

    class Meta:
        icon = "help"
        label = _("问答")
        template = "home/blocks/question.html"


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("标题"), required=False, max_length=60)
    text = blocks.RichTextBlock(label=_("内容"), features=["bold", "ol", "ul", "link"])

    class Meta:
        icon = "info-circle"
        label = _("提示")
        template = "home/blocks/callout.html"


class TileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("名称"), max_length=20)
    text = blocks.CharBlock(label=_("一句话说明"), max_length=60, required=False)
    icon = blocks.ChoiceBlock(
        [
            ("mediation", _("调解")),
            ("legal-aid", _("法律援助")),
            ("lawyer", _("律师")),
            ("notary", _("公证")),
            ("court", _("司法确认")),
            ("book", _("政策")),
            ("people", _("帮扶")),
            ("phone", _("电话")),
            ("map-pin", _("地点")),
        ],
        label=_("图标"),
        default="mediation",
    )
    page = blocks.PageChooserBlock(label=_("页面"))

    class Meta:
        icon = "link"
        label = _("服务")


DOCUMENT_BLOCKS = [
    ("part", PartBlock()),
    ("text", TextBlock()),
    ("table", DataTableBlock()),
    ("image", PictureBlock()),
    ("attachment", AttachmentBlock()),
    ("signature", SignatureBlock()),
]

ARTICLE_BLOCKS = [
    ("text", TextBlock()),
    ("table", DataTableBlock()),
    ("image", PictureBlock()),
    ("attachment", AttachmentBlock()),
    ("step", StepBlock()),
    ("question", QuestionBlock()),
    ("callout", CalloutBlock()),
]
