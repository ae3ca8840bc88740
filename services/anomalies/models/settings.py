import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

_LINE = re.compile(r"^(?P<place>\S+)[\s,，:：]+(?P<people>\d{1,7})$")


def _number(
    name: object, default: int, least: int, most: int, **more: object
) -> models.PositiveSmallIntegerField:
    checks = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(name, default=default, validators=checks, **more)  # type: ignore[arg-type]


@register_setting(icon="view")
class SignSettings(BaseSiteSetting):
    """From when on something is worth a look. No document gives such figures; these are ours until a county changes
    them."""

    a_day = _number(_("一个调解员一天最多几件"), 6, 1, 100)
    minutes = _number(_("从登记到达成协议至少几分钟"), 10, 1, 240)
    session_minutes = _number(_("一场调解至少几分钟"), 30, 5, 240)
    seconds = _number(_("互不相关的协议，签名至少相隔几秒"), 60, 5, 600)
    again = _number(_("同样的双方，一年几件起列出"), 3, 2, 20)
    alike = _number(_("文字相同超过百分之几列出"), 80, 60, 100)
    times_usual = _number(_("一个村是一般的村的几倍起列出"), 5, 2, 50)
    inhabitants = models.TextField(
        _("各村人口"),
        blank=True,
        help_text=_(
            "一行一个村，例如“河口村 1200”；同名的村写区划代码。所有有纠纷的村都填了，才按人口比较。"
        ),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "a_day",
                    "minutes",
                    "session_minutes",
                    "seconds",
                    "again",
                    "alike",
                    "times_usual",
                )
            ],
            heading=_("自动核对的界限（没有文件规定，是本库默认，可以修改；从下一次核对起用）"),
        ),
        FieldPanel("inhabitants"),
    ]

    class Meta:
        verbose_name = _("异常核查设置")

    def clean(self) -> None:
        super().clean()
        for line in filter(None, map(str.strip, self.inhabitants.splitlines())):
            if not _LINE.match(line):
                raise ValidationError({"inhabitants": gettext("看不懂这一行：%(line)s") % {"line": line}})

    def people(self) -> dict[str, int]:
        """By name or code of a village."""
        found = filter(None, map(_LINE.match, map(str.strip, self.inhabitants.splitlines())))
        return {one["place"]: int(one["people"]) for one in found}
