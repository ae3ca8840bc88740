from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class PortalUserManager(UserManager):
    def create_superuser(self, username: str, email: str | None = None, password: str | None = None, **extra: Any):
        """Makes a platform operator: nobody in this house stands above the tenants' walls."""
        return self.create_user(username, email, password, is_platform_operator=True, **extra)


class User(AbstractUser):
    """A person who signs in: staff by membership in a tenant, a citizen by phone, or a platform operator."""

    name = models.CharField(_("姓名"), max_length=60, blank=True)
    phone = models.CharField(_("手机号码"), max_length=20, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(_("手机已核验"), default=False)
    is_platform_operator = models.BooleanField(_("平台运维"), default=False)

    objects = PortalUserManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")
        constraints = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_superuser"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name or self.username
