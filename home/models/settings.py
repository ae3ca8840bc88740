from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.palette import ACCENTS


@register_setting(icon="cog")
class TenantSettings(BaseSiteSetting):
    """What a county says of itself: names, look, codes of the site, footer, contacts."""

    full_name = models.CharField(_("网站全称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=20)
    crest = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    accent = models.CharField(
        _("主题色"), max_length=10, choices=[(a.key, a.label) for a in ACCENTS], default="maple"
    )
    elder_default = models.BooleanField(_("默认长者模式"), default=False)

    organ_code = models.CharField(
        _("机构代码"),
        max_length=9,
        blank=True,
        help_text=_("索引号的前段，9位。"),
        validators=[RegexValidator(r"^\d{9}$", _("机构代码应为9位数字。"))],
    )
    site_code = models.CharField(
        _("网站标识码"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", _("网站标识码应为10位数字。"))],
    )
    icp_number = models.CharField(_("ICP备案号"), max_length=40, blank=True)
    police_number = models.CharField(_("公安备案号"), max_length=40, blank=True)
    sponsor = models.CharField(_("主办"), max_length=60, blank=True)
    undertaker = models.CharField(_("承办"), max_length=60, blank=True)
    report_error_url = models.URLField(_("“找错”入口"), blank=True)

    address = models.CharField(_("地址"), max_length=120, blank=True)
    phone = models.CharField(
        _("电话"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^[0-9+\-() \u8f6c]{5,40}$", _("请只填电话号码，如 0000-5550121。"))],
    )
    email = models.EmailField(_("电子邮箱"), blank=True)
    opening_hours = models.CharField(_("开放时间"), max_length=200, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("full_name"), FieldPanel("short_name")]),
                FieldPanel("crest", heading=_("徽标")),
                FieldRowPanel([FieldPanel("accent"), FieldPanel("elder_default")]),
            ],
            heading=_("名称与外观"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("organ_code"), FieldPanel("site_code")]),
                FieldRowPanel([FieldPanel("icp_number"), FieldPanel("police_number")]),
            ],
            heading=_("网站登记"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sponsor"), FieldPanel("undertaker")]),
                FieldPanel("report_error_url"),
            ],
            heading=_("页脚"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("opening_hours"),
            ],
            heading=_("联系我们"),
        ),
    ]

    class Meta:
        verbose_name = _("本站设置")
