from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Division(models.Model):
    """An administrative division. Codes: GB/T 2260 down to the county (6 digits), the statistical code below
    (township 9 digits, village 12)."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        CITY = "city", _("地级")
        COUNTY = "county", _("县级")
        TOWNSHIP = "township", _("乡级")
        VILLAGE = "village", _("村级")

    code = models.CharField(
        _("区划代码"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^(\d{6}|\d{9}|\d{12})$", _("区划代码应为6、9或12位数字。"))],
    )
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level="province", parent=None) | ~models.Q(level="province"),
                name="a_province_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name
