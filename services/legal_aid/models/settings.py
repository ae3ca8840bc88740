from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

# Of fewer it could be told whose each was.
FEWEST = 3
_POINTS = (MinValueValidator(0), MaxValueValidator(100))


@register_setting(icon="tasks")
class AidSettings(BaseSiteSetting):
    """What the order of candidates rests on where no document gives a number. Points run from 0 to 100."""

    high = models.PositiveSmallIntegerField(
        _("满意度、评查分算“高”的起点"),
        default=85,
        validators=_POINTS,
        help_text=_("文件写“满意度高”“质量高”，没有写多少分；85分是本库默认。"),
    )
    low = models.PositiveSmallIntegerField(
        _("满意度、评查分算“低”的界线"),
        default=60,
        validators=_POINTS,
        help_text=_("低于这个分数的排在后面；60分是本库默认。"),
    )
    few = models.PositiveSmallIntegerField(
        _("至少几份评价才作数"),
        default=3,
        validators=(MinValueValidator(FEWEST, _("至少填3份：份数太少看不出高低。")),),
        help_text=_("份数太少看不出高低；3份是本库默认。"),
    )

    panels = [FieldPanel("high"), FieldPanel("low"), FieldPanel("few")]

    class Meta:
        verbose_name = _("法律援助指派设置")

    def clean(self) -> None:
        super().clean()
        if self.high <= self.low:
            raise ValidationError({"high": gettext("“高”的起点要高于“低”的界线。")})
