from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

_MOST_DAYS = 365


def _points(name: object, default: int) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(name, default=default, validators=[MaxValueValidator(100)])


@register_setting(icon="comment")
class VoiceSettings(BaseSiteSetting):
    """What no document says: how many points a grade is worth, and how the question is put.

    The four grades are the policy's (卫司发〔2020〕24号 R第二十条); the points are ours until a county changes them.
    """

    very = _points(_("很满意的得分"), 100)
    satisfied = _points(_("满意的得分"), 85)
    fairly = _points(_("较满意的得分"), 70)
    dissatisfied = _points(_("不满意的得分"), 0)
    link_days = models.PositiveSmallIntegerField(
        _("评价链接有效天数"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_DAYS)],
    )
    sms_at_once = models.BooleanField(
        _("办结后马上发短信请群众评价"),
        default=True,
        help_text=_("不勾选的，由经办人在测评页面上逐件发送。"),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("very"), FieldPanel("satisfied"), FieldPanel("fairly"), FieldPanel("dissatisfied")],
            heading=_("四个等次的得分（文件只规定等次，分值为本库默认，可以修改；已经收到的评价不变）"),
        ),
        FieldPanel("link_days"),
        FieldPanel("sms_at_once"),
    ]

    class Meta:
        verbose_name = _("满意度测评设置")
        constraints = [
            models.CheckConstraint(
                condition=Q(very__gte=F("satisfied"), satisfied__gte=F("fairly"))
                & Q(fairly__gte=F("dissatisfied")),
                name="a_worse_grade_is_worth_no_more",
                violation_error_message=_("得分不能倒挂：等次越低，得分不能越高。"),
            ),
        ]
