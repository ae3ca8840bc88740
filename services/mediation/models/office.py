from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

DIALLED = RegexValidator(r"^[0-9+\-() ,，#*\u8f6c]{5,60}$", _("请只填电话号码和转接号，如 0000-5550121转3。"))


@register_setting(icon="mobile-alt")
class MediationSettings(BaseSiteSetting):
    """What a county's rooms begin with. A room keeps the number it was planned with."""

    dial_in = models.CharField(
        _("电话参加的号码"),
        max_length=60,
        blank=True,
        validators=[DIALLED],
        help_text=_(
            "没有智能手机的当事人，打这个号码用声音参加。不填，页面上就不显示。已经安排好的调解室不变。"
        ),
    )

    panels = [FieldPanel("dial_in")]

    class Meta:
        verbose_name = _("视频调解设置")
