from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

SLUG = RegexValidator(r"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", _("只能用小写字母、数字和连字符。"))


class Tenant(models.Model):
    """A bureau: bound to a division, one Wagtail site, one root page, one root collection.

    An umbrella (city, region) supervises the tenants whose `parent` it is.
    """

    class Kind(models.TextChoices):
        COUNTY = "county", _("县级")
        UMBRELLA = "umbrella", _("市级或区域")

    slug = models.CharField(_("标识"), max_length=40, unique=True, validators=[SLUG])
    name = models.CharField(_("名称"), max_length=60)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind, default=Kind.COUNTY)
    division = models.OneToOneField("tenants.Division", models.PROTECT, verbose_name=_("行政区划"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="counties")
    site = models.OneToOneField("wagtailcore.Site", models.PROTECT, related_name="tenant")
    root_page = models.OneToOneField("wagtailcore.Page", models.PROTECT, related_name="+")
    root_collection = models.OneToOneField("wagtailcore.Collection", models.PROTECT, related_name="+")
    second_factor_roles = models.JSONField(_("须用二次验证的角色"), default=list, blank=True)
    created_at = models.DateTimeField(_("开通时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("租户")
        verbose_name_plural = _("租户")
        ordering = ["division__code"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_umbrella(self) -> bool:
        return self.kind == self.Kind.UMBRELLA

    @property
    def root_url(self) -> str:
        """Scheme, host and, unless it is the scheme's own, port; no slash at the end."""
        scheme, port = settings.PUBLIC_SCHEME, self.site.port
        usual = {"http": 80, "https": 443}[scheme]
        return f"{scheme}://{self.site.hostname}" + ("" if port == usual else f":{port}")
